import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStartArguments, WrongUseError } from './start-arguments.ts';

test('without arguments all services are shown, and followed', () => {
  assert.deepEqual(readStartArguments([]), { services: undefined, watch: true });
});

test('services are named one by one or with commas between them', () => {
  const { services } = readStartArguments(['--service', 'land', '--service', 'tax,land']);
  assert.deepEqual(services, ['land', 'tax']);
});

test('following can be left off', () => {
  assert.equal(readStartArguments(['--no-watch']).watch, false);
});

test('what does not exist is refused with what does', () => {
  for (const args of [['--servce', 'land'], ['land'], ['--service']]) {
    assert.throws(
      () => readStartArguments(args),
      (error: unknown) => error instanceof WrongUseError && /Use: npm start/.test(error.message),
    );
  }
});
