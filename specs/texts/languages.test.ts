import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLanguages } from './languages.ts';
import { tree } from './tree.fixture.ts';

test('the languages of a country are that of its file and one for each translation of it', async (t) => {
  const folder = await tree(t, {
    'country.yaml': 'locale: fr\nlanguage: français\n',
    'country.ar.yaml': 'language: العربية\nformats: ar-TN\n',
    'country.sw.yaml': 'language: Kiswahili\n',
  });
  assert.deepEqual(await readLanguages(join(folder, 'country.yaml')), [
    { id: 'fr', name: 'français', formats: 'fr' },
    { id: 'ar', name: 'العربية', formats: 'ar-TN' },
    { id: 'sw', name: 'Kiswahili', formats: 'sw' },
  ]);
});

test('a file named after something else than a language is refused', async (t) => {
  const folder = await tree(t, { 'country.yaml': 'locale: fr\n', 'country.old_copy.yaml': 'language: x\n' });
  await assert.rejects(
    readLanguages(join(folder, 'country.yaml')),
    /country\.old_copy\.yaml: "old_copy" is not the tag/,
  );
  const named = await tree(t, { 'country.yaml': 'locale: en\nformats: en_GB\n' });
  await assert.rejects(readLanguages(join(named, 'country.yaml')), /"en_GB" is not the tag/);
});
