import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureOperation, fixtureService } from '../plugin/catalogue.fixture.ts';
import { insteadOf } from '../plugin/pages/insteadOf.ts';
import { endingOf, isOver } from './ending.ts';

const operation = fixtureOperation({ id: 'listBirths', slug: 'list-births', path: '/births', url: '/x/' });
test('a deprecated operation stops on its own day, else with its service', () => {
  const deprecated = { ...operation, deprecated: true, description: 'Use `findBirths` instead.' };
  const service = fixtureService({ id: 'a', title: 'A', sunsetAt: '2028-01-01' });
  assert.deepEqual(endingOf(service, { ...deprecated, sunsetAt: '2027-03-31T00:00:00Z' }, insteadOf), {
    what: 'operation',
    isRetired: false,
    sunset: '2027-03-31',
    instead: 'Use findBirths instead.',
  });
  assert.equal(endingOf(service, deprecated, insteadOf)?.sunset, '2028-01-01');
});

test('every operation of a retired service is gone', () => {
  const service = fixtureService({ id: 'a', title: 'A', lifecycle: 'retired' });
  assert.deepEqual(endingOf(service, { ...operation, deprecated: true }, insteadOf), {
    what: 'service',
    isRetired: true,
    sunset: null,
    instead: '',
  });
});

test('the last day itself is not over yet', () => {
  assert.equal(isOver('2027-03-31', new Date('2027-03-31T23:59:00Z')), false);
  assert.equal(isOver('2027-03-31', new Date('2027-04-01T00:00:00Z')), true);
});

test('what goes on has no ending', () => {
  assert.equal(endingOf(fixtureService({ id: 'a', title: 'A', lifecycle: 'stable' }), operation, insteadOf), null);
});

test('finds in Bangla, too, what to use in the place of something', () => {
  assert.equal(insteadOf('তালিকা দেয়। এর পরিবর্তে `findBirths` ব্যবহার করুন। দ্রুত।'), 'এর পরিবর্তে findBirths ব্যবহার করুন।');
});
