import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readSearchWords } from './read-search-words.ts';

const COUNTRY = { names: { alike: [['a', 'o']], latin: { ক: 'k' }, forms: {} } };

async function folder(t: TestContext, files: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'words-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return dir;
}

test('the words of all languages count together, beside the spelling of names', async (t) => {
  const dir = await folder(t, {
    'en.yaml': 'ignored: [how]\nsynonyms:\n  - { typed: [otp], means: [one-time code] }\n',
    'bn.yaml': "alike: [[ো, ও]]\nsynonyms:\n  - { typed: ['৩৩৩'], means: [helpline] }\n",
  });
  const words = await readSearchWords(COUNTRY, dir);
  assert.deepEqual(words.ignored, ['how']);
  assert.deepEqual(
    words.synonyms.map(({ typed }) => typed),
    [['৩৩৩'], ['otp']],
  );
  assert.deepEqual(words.spelling, {
    alike: [
      ['a', 'o'],
      ['ো', 'ও'],
    ],
    latin: { ক: 'k' },
  });
});

test('a country without such files has none', async (t) => {
  assert.deepEqual((await readSearchWords(COUNTRY, await folder(t, {}))).synonyms, []);
});

for (const [text, message] of [
  ['synonym: []', /unknown "synonym"; use ignored, alike, synonyms/],
  ['synonyms: { otp: code }', /synonyms must be a list/],
  ['synonyms: [otp]', /synonyms\/0 needs "typed" and "means"/],
  ['synonyms: [{ typed: [otp], means: [] }]', /synonyms\/0 needs "typed" and "means"/],
  ['synonyms: [{ typed: [otp], means: [code], mean: [x] }]', /synonyms\/0 has an unknown "mean"/],
  ['synonyms: [{ typed: [333], means: [helpline] }]', /typed\/0 must be a text; put it in quotes/],
] as const) {
  test(`a fault in the words is named with its place: ${text}`, async (t) => {
    await assert.rejects(readSearchWords(COUNTRY, await folder(t, { 'en.yaml': text })), message);
  });
}
