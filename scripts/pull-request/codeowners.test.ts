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
  for (const forge of ['github', 'gitlab'] as const) {
    const file = CODEOWNERS_FILES[forge];
    const text = await readFile(resolve(import.meta.dirname, '../..', file), 'utf8');
    assert.equal(text, codeowners(catalogue, forge), `${file} is out of date`);
  }
});

test('the team of its agency reviews a spec, and that of the platform everything: on GitLab each in a section', () => {
  const small = {
    ...catalogue,
    country: { ...catalogue.country, team: '@xx/platform' },
    agencies: [
      { id: 'land', name: 'Land', names: {}, url: null, email: null, team: '@xx/land' },
      { id: 'tax', name: 'Tax', names: {}, url: null, email: null, team: null },
    ],
    services: [
      { ...service, file: 'tax/v1/openapi.yaml', agency: 'tax' },
      { ...service, file: 'land/v2/openapi.yaml', agency: 'land' },
      { ...service, file: 'stranger/v1/openapi.yaml', agency: null },
    ],
  };
  const linesOf = (forge: 'github' | 'gitlab') =>
    codeowners(small, forge)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(/ +/));
  const platform = ['*', '@xx/platform'];
  const land = ['/specs/services/land/v2/', '@xx/land'];
  assert.deepEqual(linesOf('github'), [platform, land]);
  assert.deepEqual(linesOf('gitlab'), [['[Platform]'], platform, ['[Agencies]'], land]);
});

test('every agency has a team', () => {
  assert.deepEqual(
    catalogue.agencies.filter(({ team }) => !/^@[\w-]+\/[\w-]+$/.test(team ?? '')).map(({ id }) => id),
    [],
  );
});
