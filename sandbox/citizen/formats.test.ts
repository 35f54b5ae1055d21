import assert from 'node:assert/strict';
import test from 'node:test';
import { formatsOf } from './formats.ts';

const NOW = '2026-11-30T12:00:00Z';

test('days are written as the country writes them in a language', () => {
  const english = (formats: string) => formatsOf({ id: 'en', name: 'English', formats }, 'UTC', NOW);
  assert.equal(english('en-GB').day('2027-06-30'), '30 Jun 2027');
  assert.equal(english('en-US').day('2027-06-30'), 'Jun 30, 2027');
  assert.equal(english('en-GB').moment('2026-06-30T09:05:00Z'), '30 Jun, 09:05');
});
