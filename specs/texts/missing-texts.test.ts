import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { missingInFile, missingInFolder } from './missing-texts.ts';
import { openTexts } from './texts.ts';
import { tree } from './tree.fixture.ts';

const MESSAGES = { path: resolve(import.meta.dirname, '../messages'), locale: 'en' };
const texts = await openTexts([MESSAGES]);

test('what a language lacks of a folder, and what it has too much of, is named', async (t) => {
  const path = await tree(t, {
    'a.yaml': 'one: "One {x}"\ntwo: { one: "{count} two", other: "{count} twos" }\nthree: Three\n',
    'a.fr.yaml': 'one: Un\ntwo: "{count} deux"\nfour: Quatre\n',
    'b.yaml': 'one: One\n',
  });
  const problems = await missingInFolder({ path, locale: 'en' }, 'fr');
  assert.deepEqual(
    problems.map(({ file, message }) => [file, texts.format(message, 'en')]),
    [
      [join(path, 'a.fr.yaml'), 'The text a.one and its source differ in {x}.'],
      [join(path, 'a.fr.yaml'), 'The language "fr" lacks the text a.three.'],
      [join(path, 'a.fr.yaml'), 'There is no text a.four in the source language.'],
      [join(path, 'b.fr.yaml'), 'The language "fr" has no translation of this file, which holds 1 text.'],
    ],
  );
  assert.deepEqual(await missingInFolder({ path, locale: 'en' }, 'en'), []);
});

test('what another folder says in the language is not missing', async (t) => {
  const platform = { path: await tree(t, { 'a.yaml': 'one: One\n' }), locale: 'en' };
  const country = { path: await tree(t, { 'a.yaml': 'one: Un\n' }), locale: 'fr' };
  assert.deepEqual(await missingInFolder(platform, 'fr', country), []);
});

test('of a file only its texts are asked for', async (t) => {
  const path = await tree(t, {
    'problems.yaml': 'problems: [{ id: gone, status: 410, title: Gone, url: /gone }]',
    'problems.fr.yaml': 'problems: [{ id: gone }]',
  });
  const problems = await missingInFile(join(path, 'problems.yaml'), 'fr', (key) => key === 'title');
  assert.deepEqual(
    problems.map(({ message }) => message.values),
    [{ locale: 'fr', text: 'problems.gone.title' }],
  );
});

for (const locale of ['bn']) {
  test(`the platform's own messages are complete in "${locale}"`, async () => {
    const problems = await missingInFolder(MESSAGES, locale);
    assert.deepEqual(
      problems.map(({ file, message }) => `${file}: ${texts.format(message, 'en')}`),
      [],
    );
  });
}
