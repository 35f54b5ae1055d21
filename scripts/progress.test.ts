import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startProgress } from './progress.ts';

function stream(isTTY: boolean): { written: string[]; stream: NodeJS.WriteStream } {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  return { written, stream: { isTTY, columns: 40, write } as unknown as NodeJS.WriteStream };
}

test('a terminal has one line, which is written over and at last removed', () => {
  const { written, stream: terminal } = stream(true);
  const progress = startProgress(terminal);
  progress.step('Reading the specs');
  progress.step('Checking 1 of 300 services, which is a long line for a terminal');
  progress.end();
  assert.deepEqual(written, [
    '\r\u001b[KReading the specs',
    '\r\u001b[KChecking 1 of 300 services, which is a ',
    '\r\u001b[K',
  ]);
});

test('a log has nothing of a short command, and of a long one a line now and then', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const { written, stream: log } = stream(false);
  const progress = startProgress(log);
  progress.step('Reading the specs');
  t.mock.timers.tick(4_000);
  assert.deepEqual(written, []);
  progress.step('Checking 1 of 300 services');
  t.mock.timers.tick(2_000);
  assert.deepEqual(written, ['Checking 1 of 300 services\n']);
  progress.step('Checking 2 of 300 services');
  assert.equal(written.length, 1);
  t.mock.timers.tick(10_000);
  assert.equal(written[1], 'Checking 2 of 300 services\n');
  progress.step('Calling the sandbox');
  assert.equal(written[2], 'Calling the sandbox\n');
  progress.end();
  t.mock.timers.tick(60_000);
  assert.equal(written.length, 3);
});
