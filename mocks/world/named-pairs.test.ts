import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { serviceReference } from '@dpi/specs/service-reference';
import { pairDifferences } from './named-pairs.ts';

const catalogue = await loadCatalogue();

for (const service of catalogue.services.filter(({ behaviour }) => behaviour !== null)) {
  test(`${serviceReference(service)} answers the request of each example with its response`, async () => {
    assert.deepEqual(await pairDifferences(catalogue, service), []);
  });
}
