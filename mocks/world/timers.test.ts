import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FirstTimers, Timers } from './timers.ts';

const at = (time: number) => new Date(time);
const waiting = (id: string, time: number) => ({ event: 'end', resource: 'thing', id, at: at(time) });

test('events are taken in the order of their times, and only those that are due', () => {
  const timers = new Timers();
  for (const [id, time] of [
    ['c', 30],
    ['a', 10],
    ['b', 20],
  ] as const)
    timers.set('thing', id, [waiting(id, time)]);
  assert.deepEqual([timers.take(at(20))?.id, timers.take(at(20))?.id, timers.take(at(20))], ['a', 'b', null]);
  assert.equal(timers.all().length, 1);
});

test('an object that changes waits for its new events only', () => {
  const timers = new Timers();
  timers.set('thing', 'a', [waiting('a', 10)]);
  timers.set('thing', 'a', [waiting('a', 50)]);
  assert.equal(timers.take(at(40)), null);
  timers.set('thing', 'a', []);
  assert.equal(timers.take(at(60)), null);
  assert.equal(timers.next(), null);
});

test('an event that is held is passed over until it is not', () => {
  const timers = new Timers();
  timers.set('thing', 'a', [waiting('a', 10)]);
  timers.set('thing', 'b', [waiting('b', 20)]);
  const isHeld = ({ id }: { id: string }) => id === 'a';
  assert.equal(timers.next(isHeld)?.getTime(), 20);
  assert.deepEqual([timers.take(at(20), isHeld)?.id, timers.take(at(20), isHeld)], ['b', null]);
  assert.equal(timers.take(at(20))?.id, 'a');
});

test('worlds that begin alike wait for the same, and what one takes or changes stays in the others', () => {
  const first = new FirstTimers([waiting('b', 20), waiting('a', 10), waiting('c', 30)]);
  const [one, other] = [new Timers(first), new Timers(first)];
  one.set('thing', 'b', [waiting('b', 5), waiting('b', 10)]);
  const taken = (timers: Timers) => {
    const ids: string[] = [];
    for (let next = timers.take(at(40)); next !== null; next = timers.take(at(40))) ids.push(next.id);
    return ids;
  };
  assert.deepEqual(
    one.all().map(({ id }) => id),
    ['b', 'a', 'b', 'c'],
  );
  assert.deepEqual(
    [taken(one), taken(other)],
    [
      ['b', 'a', 'b', 'c'],
      ['a', 'b', 'c'],
    ],
  );
  assert.deepEqual(one.all(), []);
});
