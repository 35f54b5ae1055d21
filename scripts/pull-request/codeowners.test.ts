import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { CODEOWNERS_FILES, codeowners } from './codeowners.ts';

const catalogue = await loadCatalogue();
const [service] = catalogue.services;
assert.ok(service);

test('CODEOWNERS says what the specs and the country say: "npm run codeowners" makes it anew', async () => {
  for (const file of CODEOWNERS_FILES) {
    const text = await readFile(resolve(import.meta.dirname, '../..', file), 'utf8');
    assert.equal(text, codeowners(catalogue), `${file} is out of date`);
  }
});

test('the team of its agency and that of the platform review a spec, the platform everything else', () => {
  const text = codeowners({
    ...catalogue,
    country: { ...catalogue.country, team: '@xx/platform' },
    agencies: [
      { id: 'land', name: 'Land', url: null, email: null, team: '@xx/land' },
      { id: 'tax', name: 'Tax', url: null, email: null, team: null },
    ],
    services: [
      { ...service, file: 'tax/v1/openapi.yaml', agency: 'tax' },
      { ...service, file: 'land/v2/openapi.yaml', agency: 'land' },
      { ...service, file: 'stranger/v1/openapi.yaml', agency: null },
    ],
  });
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  assert.deepEqual(
    lines.map((line) => line.split(/ +/)),
    [
      ['*', '@xx/platform'],
      ['/specs/services/land/v2/', '@xx/land', '@xx/platform'],
    ],
  );
});

test('every agency has a team', () => {
  assert.deepEqual(
    catalogue.agencies.filter(({ team }) => !/^@[\w-]+\/[\w-]+$/.test(team ?? '')).map(({ id }) => id),
    [],
  );
});
