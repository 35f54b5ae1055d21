import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AS_WRITTEN, exampleAge, withCurrentDates } from './current-dates.ts';

const TIME = { at: '2026-11-23T18:00:00+06:00', timeZone: 'Asia/Dhaka' };
const age = exampleAge(TIME, new Date('2027-01-22T19:00:00Z'));

test('the age of examples is counted in days of the country', () => {
  assert.equal(age.days, 61, 'it is the 23rd in Dhaka');
  assert.equal(exampleAge(TIME, new Date('2026-11-22T18:00:00Z')).days, 0);
  assert.deepEqual(exampleAge(null, new Date()), AS_WRITTEN);
});

test('dates around the moment of the examples keep their distance from today, at any depth', () => {
  assert.deepEqual(withCurrentDates({ period: { from: '2026-11-01', until: ['2026-12-31T10:00:00+06:00'] } }, age), {
    period: { from: '2027-01-01', until: ['2027-03-02T10:00:00+06:00'] },
  });
  assert.equal(withCurrentDates('2026-11-23', age, 'day'), '2027-01-23');
});

test('births, dates long ago and what is no date stay as they are', () => {
  const value = {
    birthDate: '2026-11-02',
    issuedOn: '2019-05-04',
    note: 'from 2026-11-23 on',
    day: '2026-13-45',
    n: 5,
  };
  assert.deepEqual(withCurrentDates(value, age), value);
  assert.equal(withCurrentDates('2026-11-23', AS_WRITTEN), '2026-11-23');
});
