import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureCatalogue } from '../catalogue.fixture.ts';
import { serviceQuality } from './serviceQuality.ts';

const catalogue = fixtureCatalogue();
const [known, stranger] = catalogue.services;
assert.ok(known && stranger);

test('every lost point leads to its rule, and to the first places in the file', () => {
  const [loss] = serviceQuality(catalogue, known)?.losses ?? [];
  assert.equal(loss?.title, 'Give texts an end');
  assert.deepEqual(loss?.places[0], { at: 'birth-registration/v1/openapi.yaml:10', message: 'name has no end.' });
  assert.deepEqual([loss?.places.length, loss?.more], [5, 2]);
});

test('a waiver is shown under the title of its rule', () => {
  assert.deepEqual(serviceQuality(catalogue, known)?.waivers, [
    {
      rule: 'info-contact',
      title: 'Say whom to ask',
      reason: 'The office is moving.',
      until: '2027-01-31',
      expired: false,
    },
  ]);
});

test('a service that was not assessed shows none', () => {
  assert.equal(serviceQuality(catalogue, stranger), null);
});
