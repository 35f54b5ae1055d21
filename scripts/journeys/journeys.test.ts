import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { serviceReference } from '@dpi/specs/service-reference';
import { sandboxForJourneys } from './sandbox-for-journeys.ts';
import { walkJourneys } from './walk-journeys.ts';

const [english, bangla] = await Promise.all([loadCatalogue(), loadCatalogue({ locale: 'bn' })]);

test('there are ten journeys, through services of every layer', () => {
  assert.equal(english.journeys.length, 10);
  const visited = new Set(english.journeys.flatMap(({ steps }) => steps.map(({ service }) => service)));
  const layers = new Set(
    english.services
      .filter(({ id, version }) => visited.has(serviceReference({ id, version })))
      .map(({ layer }) => layer),
  );
  assert.deepEqual([...layers].sort(), ['access', 'data', 'identity', 'payments', 'services']);
});

test('every journey is told in both languages', () => {
  for (const { title, summary, steps } of bangla.journeys) {
    for (const text of [title, summary, ...steps.flatMap((step) => [step.title, step.description])]) {
      assert.match(text, /\p{Script=Bengali}/u);
    }
  }
});

test('every step of every journey goes as it says, against a running sandbox', async () => {
  const sandbox = await sandboxForJourneys(english);
  try {
    const ids = english.journeys.map(({ id }) => id);
    const services = [...new Set(english.journeys.flatMap(({ steps }) => steps.map(({ service }) => service)))];
    const folder = resolve(import.meta.dirname, '../../specs/journeys');
    const walked = await walkJourneys(sandbox.url, sandbox.key, folder, ids, services);
    assert.deepEqual(
      walked.filter(({ passed }) => !passed),
      [],
    );
    // A consent that was given on the way is in no example of a service that still answers with its examples.
    const fallbacks = sandbox.fallbacks.filter((reason) => !reason.endsWith(' in body /consent'));
    assert.deepEqual(fallbacks, [], 'every step has an example of its own');
    assert.equal(walked.length, english.journeys.flatMap(({ steps }) => steps).length);
  } finally {
    await sandbox.close();
  }
});
