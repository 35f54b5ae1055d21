import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { serviceReference } from '@dpi/specs/service-reference';
import { pairDifferences, unusableBehaviour } from '../engine/index.ts';

const catalogue = await loadCatalogue();

for (const service of catalogue.services.filter(({ behaviour }) => behaviour !== null)) {
  test(`${serviceReference(service)} answers the request of each example with its response`, async () => {
    assert.equal(unusableBehaviour(catalogue, service), null);
    assert.deepEqual(await pairDifferences(catalogue, service), []);
  });
}

test('a behaviour that imports what there is not is unusable, with the reason', () => {
  const services = catalogue.services.filter(({ id }) => id === 'ekyc');
  const [ekyc] = services;
  assert.ok(ekyc !== undefined);
  assert.match(unusableBehaviour({ ...catalogue, services }, ekyc) ?? '', /no resource nid-verification/);
});
