import assert from 'node:assert/strict';
import test from 'node:test';
import { FixedWindow } from './fixed-window.ts';

function windows(length = 1000) {
  const clock = { now: 0 };
  return { clock, window: new FixedWindow(length, () => clock.now) };
}

test('up to the limit is allowed, and what is refused is not counted', () => {
  const { window, clock } = windows();
  clock.now = 400;
  assert.deepEqual(window.take('a', 2), { allowed: true, count: 1, msLeft: 1000 });
  clock.now = 500;
  assert.deepEqual(window.take('a', 2), { allowed: true, count: 2, msLeft: 900 });
  for (let n = 0; n < 5; n += 1) assert.equal(window.take('a', 2).allowed, false);
  assert.deepEqual(window.take('a', 3), { allowed: true, count: 3, msLeft: 900 });
  assert.equal(window.take('b', 2).allowed, true);
});

test('a window ends when its time is over, and not before', () => {
  const { window, clock } = windows();
  window.take('a', 1);
  clock.now = 999;
  assert.equal(window.take('a', 1).allowed, false);
  clock.now = 1000;
  assert.equal(window.peek('a'), null);
  assert.equal(window.take('a', 1).allowed, true);
});

test('saved windows go on where they were, less the time between', () => {
  const { window, clock } = windows();
  window.take('a', 9);
  clock.now = 300;
  window.take('b', 9);
  const restored = windows();
  restored.window.restore([...window.save()], 500);
  assert.deepEqual(restored.window.peek('a'), { count: 1, msLeft: 200 });
  assert.deepEqual(restored.window.peek('b'), { count: 1, msLeft: 500 });
  restored.clock.now = 200;
  assert.equal(restored.window.peek('a'), null);
  assert.deepEqual(restored.window.peek('b'), { count: 1, msLeft: 300 });
});

test('a clock that was set back between saving and restoring does not prolong a window', () => {
  const { window } = windows();
  window.take('a', 9);
  const restored = windows();
  restored.window.restore([...window.save()], -7_200_000);
  assert.deepEqual(restored.window.peek('a'), { count: 1, msLeft: 1000 });
});

test('the number of windows is bounded, the oldest go first', () => {
  const { window } = windows(3_600_000);
  for (let n = 0; n < 200_005; n += 1) window.take(`key ${n}`, 1);
  assert.equal(window.peek('key 0'), null);
  assert.equal(window.peek('key 200004')?.count, 1);
});
