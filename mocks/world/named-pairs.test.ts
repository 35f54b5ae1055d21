import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { serviceReference } from '@dpi/specs/service-reference';
import { pairDifferences } from './named-pairs.ts';

/** The day of the examples, when all that is said to have happened on it is past. */
const REFERENCE = Date.parse('2026-11-23T18:00:00+06:00');

const catalogue = await loadCatalogue();

for (const service of catalogue.services.filter(({ behaviour }) => behaviour !== null)) {
  test(`${serviceReference(service)} answers the request of each example with its response`, async () => {
    assert.deepEqual(await pairDifferences(catalogue, service, REFERENCE), []);
  });
}
