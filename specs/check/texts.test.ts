import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkText } from './texts.ts';

const FOLDER = join(import.meta.dirname, 'texts');
const ENGLISH = await textsIn('en.json');

for (const file of (await readdir(FOLDER)).filter((name) => name !== 'en.json')) {
  test(`${file} says all that the check says, with the same values`, async () => {
    const translated = await textsIn(file);
    assert.deepEqual([...translated.keys()], [...ENGLISH.keys()]);
    for (const [name, text] of translated) {
      assert.notEqual(text, '', name);
      assert.deepEqual(placeholders(text), placeholders(ENGLISH.get(name) ?? ''), name);
    }
  });
}

test('a text has the form that its count asks for, with the digits of the language', () => {
  const errors = (count: number, locale: string) => checkText('report', 'errors', locale, { count });
  assert.deepEqual(
    [0, 1, 2].map((count) => errors(count, 'en')),
    ['0 errors', '1 error', '2 errors'],
  );
  assert.deepEqual([errors(1, 'bn'), errors(12, 'bn')], ['১টি ত্রুটি', '১২টি ত্রুটি']);
});

test('a language without texts of its own has the default ones', () => {
  assert.equal(checkText('report', 'passes', 'sw'), checkText('report', 'passes', 'en'));
});

/** Every text by its name; of plural forms the one for all other counts. */
async function textsIn(file: string): Promise<Map<string, string>> {
  const sections: Record<string, Record<string, string | { other: string }>> = JSON.parse(
    await readFile(join(FOLDER, file), 'utf8'),
  );
  return new Map(
    Object.entries(sections).flatMap(([section, texts]) =>
      Object.entries(texts).map(([name, text]): [string, string] => [
        `${section}.${name}`,
        typeof text === 'string' ? text : text.other,
      ]),
    ),
  );
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
}
