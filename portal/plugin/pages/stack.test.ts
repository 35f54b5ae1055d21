import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureCatalogue, fixtureService } from '../catalogue.fixture.ts';
import { siteLayers, stack } from './stack.ts';

test('draws the layers from the top down, each with its services', () => {
  const { layers } = stack(fixtureCatalogue());
  assert.deepEqual(
    layers.map(({ id, services }) => [id, services.map(({ title }) => title)]),
    [
      ['payments', []],
      ['identity', ['Birth registration']],
    ],
  );
});

test('puts beside the stack what has no place in it', () => {
  const catalogue = fixtureCatalogue();
  catalogue.layers.push({ id: 'platform', name: 'Platform', summary: '', isBeside: true });
  catalogue.services.push(
    fixtureService({ id: 'sandbox', title: 'Sandbox', layer: 'platform' }),
    fixtureService({ id: 'odd', title: 'Odd', layer: 'of-another-country' }),
  );
  assert.deepEqual(
    stack(catalogue).beside.map(({ title }) => title),
    ['Stranger', 'Sandbox', 'Odd'],
  );
  assert.deepEqual(
    siteLayers(catalogue).map(({ id }) => id),
    ['payments', 'identity'],
  );
});

test('draws a service of several versions once: the newest that has not been retired', () => {
  const catalogue = fixtureCatalogue();
  const versions = [
    { version: 'v2', lifecycle: 'stable' },
    { version: 'v10', lifecycle: 'beta' },
    { version: 'v11', lifecycle: 'retired' },
  ] as const;
  catalogue.services = versions.map(({ version, lifecycle }) =>
    fixtureService({
      id: 'land',
      title: 'Land',
      layer: 'identity',
      version,
      lifecycle,
      url: `/catalogue/land/${version}/`,
    }),
  );
  assert.deepEqual(stack(catalogue).layers.at(-1)?.services, [{ title: 'Land', url: '/catalogue/land/v10/' }]);
});
