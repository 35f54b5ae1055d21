import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf, localDay, localTimestamp, plusDays, plusWorkingDays } from './local-time.ts';

test('an instant is written in the time of the country', () => {
  const instant = new Date('2026-11-23T20:30:05Z');
  assert.equal(localTimestamp(instant, 'Asia/Dhaka'), '2026-11-24T02:30:05+06:00');
  assert.equal(localDay(instant, 'Asia/Dhaka'), '2026-11-24');
  assert.equal(localTimestamp(instant, 'America/New_York'), '2026-11-23T15:30:05-05:00');
  assert.equal(localTimestamp(instant, 'UTC'), '2026-11-23T20:30:05+00:00');
});

test('a time of day is an instant, also where clocks change', () => {
  assert.equal(instantOf('2026-11-23', '10:16', 'Asia/Dhaka').toISOString(), '2026-11-23T04:16:00.000Z');
  assert.equal(instantOf('2026-07-01', '00:00', 'America/New_York').toISOString(), '2026-07-01T04:00:00.000Z');
  assert.equal(instantOf('2026-01-01', '00:00:30', 'America/New_York').toISOString(), '2026-01-01T05:00:30.000Z');
});

test('days are counted over the ends of months and years', () => {
  assert.equal(plusDays('2026-12-31', 1), '2027-01-01');
  assert.equal(plusDays('2028-03-01', -1), '2028-02-29');
});

test('working days pass over weekends and holidays', () => {
  const week = { weekend: [5, 6], holidays: new Set(['2026-12-16']) };
  assert.equal(plusWorkingDays('2026-11-26', 1, week), '2026-11-29');
  assert.equal(plusWorkingDays('2026-12-15', 1, week), '2026-12-17');
  assert.equal(plusWorkingDays('2026-12-15', 0, week), '2026-12-15');
});
