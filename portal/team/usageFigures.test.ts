import assert from 'node:assert/strict';
import { it } from 'node:test';
import { failedPercent, lastHours } from './usageFigures.ts';

it('shows hours without calls as such', () => {
  const hours = [{ hour: '2026-11-23T09:00:00.000Z', calls: 7, failed: 2 }];
  assert.deepEqual(lastHours(hours, new Date('2026-11-23T10:59:59Z'), 3), [
    { hour: '2026-11-23T08:00:00.000Z', calls: 0, failed: 0 },
    { hour: '2026-11-23T09:00:00.000Z', calls: 7, failed: 2 },
    { hour: '2026-11-23T10:00:00.000Z', calls: 0, failed: 0 },
  ]);
});

it('never calls a failure nothing, nor all calls failed before they are', () => {
  assert.equal(failedPercent(0, 0), 0);
  assert.equal(failedPercent(1000, 1), 1);
  assert.equal(failedPercent(1000, 999), 99);
  assert.equal(failedPercent(3, 3), 100);
});
