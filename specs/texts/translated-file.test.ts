import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readTranslated } from './translated-file.ts';
import { tree } from './tree.fixture.ts';

const SOURCE = `
title: Ports
limit: 5
agencies:
  - { id: customs, name: Customs, url: https://customs.example }
  - { id: port, name: Port authority }
words: [boat, ship]
steps:
  - name: First
  - name: Second
`;

test('the texts of a translation stand in their places, lists matched by id, else by position', async (t) => {
  const folder = await tree(t, {
    'country.yaml': SOURCE,
    'country.fr.yaml': `
title: Les ports
limit: 9
extra: none
agencies:
  - { id: port, name: Autorité portuaire }
  - { id: unknown, name: Inconnu }
words: [bateau]
steps:
  - {}
  - name: Deuxième
`,
  });
  assert.deepEqual(await readTranslated(join(folder, 'country.yaml'), 'fr'), {
    title: 'Les ports',
    limit: 5,
    agencies: [
      { id: 'customs', name: 'Customs', url: 'https://customs.example' },
      { id: 'port', name: 'Autorité portuaire' },
    ],
    words: ['bateau'],
    steps: [{ name: 'First' }, { name: 'Deuxième' }],
  });
});

test('a language without a file of its own has the texts of the source', async (t) => {
  const file = join(await tree(t, { 'country.yaml': SOURCE }), 'country.yaml');
  assert.deepEqual(await readTranslated(file, 'fr'), await readTranslated(file, 'en'));
});

test('a translation that cannot be read is named with its line', async (t) => {
  const folder = await tree(t, { 'country.yaml': SOURCE, 'country.fr.yaml': 'title: "open\n' });
  await assert.rejects(readTranslated(join(folder, 'country.yaml'), 'fr'), /country\.fr\.yaml: .* at line \d/);
});

test('a translation outside the tree is not read', async (t) => {
  const folder = await tree(t, { 'country.yaml': SOURCE });
  const outside = await tree(t, { 'secret.yaml': 'title: secret' });
  await symlink(join(outside, 'secret.yaml'), join(folder, 'country.fr.yaml'));
  await assert.rejects(readTranslated(join(folder, 'country.yaml'), 'fr'), /leads out/);
});
