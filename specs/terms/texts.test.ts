import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { isPair, isScalar, parseDocument, visit } from 'yaml';
import { termFinder } from './find-terms.ts';
import { readTerms } from './terms.ts';

const TEXT_KEYS = ['summary', 'title', 'description', 'x-title'];
const DATA_TEXT_KEYS = ['name', 'title', 'summary', 'purpose', 'why', 'fix', 'meaning', 'remedy'];
/** Such as `country.bn.yaml`. */
const IS_TRANSLATION = /\.[a-z]{2}\.(yaml|overlay\.yaml)$/;
const SOURCE = 'en';
const REPOSITORY = resolve(import.meta.dirname, '../..');
/** What the platform itself shows. Overlays of services are held by the rule `overlay-terms`. */
const SOURCES = [
  'specs/*.yaml',
  'specs/{ruleset,changes,journeys,messages,standards,scaffold,services}/**/*.{yaml,json}',
  'mocks/personas/*.yaml',
];
/** The guides and the specs, whose texts are English; their translations are elsewhere. */
const ENGLISH = ['*.md', 'docs/**/*.md', 'specs/{services,scaffold}/**/openapi.yaml', 'specs/journeys/*.arazzo.yaml'];
/** Cases of the check are wrong on purpose; what a person in an example says is theirs; a rule shows bad texts as such. */
const LEFT_OUT = ['**/cases/**', '**/openapi.yaml', '**/releases/**'];

for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith('.yaml'))) {
  const locale = name.replace('.yaml', '');

  test(`every text in ${locale} uses the words of its term list, in NFC`, async () => {
    const list = await readTerms(locale);
    assert.ok(list);
    const find = termFinder(list);
    const wrong: string[] = [];
    for (const [file, text] of textsIn(locale)) {
      if (text !== text.normalize('NFC')) wrong.push(`${file}: not in NFC`);
      const lines = find(text).length === 0 ? [] : readFileSync(join(REPOSITORY, file), 'utf8').split('\n');
      for (const [index, line] of lines.entries()) {
        for (const { found, use } of find(line)) wrong.push(`${file}:${index + 1}: write "${use}", not "${found}"`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  test(`no term in ${locale} avoids the word of another`, async () => {
    const list = await readTerms(locale);
    assert.ok(list);
    const words = list.terms.filter(({ pattern }) => pattern === null).map(({ use }) => use);
    assert.deepEqual(termFinder(list)(words.join('\n')), []);
    assert.ok(words.length >= (locale === 'bn' ? 60 : 20));
  });
}

/** The texts of each file: the file is in the source language, or is named for its language, as are the portal's folders. */
function* textsIn(locale: string): Generator<[string, string]> {
  const options = { cwd: REPOSITORY, exclude: LEFT_OUT };
  const isNamed = new RegExp(`(^|[/.])${locale}[./]`);
  for (const file of globSync([...SOURCES, `portal/i18n/${locale}/**/*.{json,md}`], options)) {
    const keys = isNamed.test(file)
      ? null
      : locale === SOURCE && !IS_TRANSLATION.test(file)
        ? DATA_TEXT_KEYS
        : [locale];
    const content = readFileSync(join(REPOSITORY, file), 'utf8');
    yield [file, file.endsWith('.md') ? content : stringsIn(content, keys).join('\n')];
  }
  if (locale !== SOURCE) return;
  const exclude = ['**/cases/**', '**/releases/**', '**/node_modules/**'];
  for (const file of globSync(ENGLISH, { cwd: REPOSITORY, exclude })) {
    const content = readFileSync(join(REPOSITORY, file), 'utf8');
    yield [file, file.endsWith('.md') ? content : stringsIn(content, TEXT_KEYS).join('\n')];
  }
}

/** The strings of a YAML or JSON file; only those under one of `keys` where it holds several languages or more than texts. */
function stringsIn(content: string, keys: string[] | null): string[] {
  const strings: string[] = [];
  visit(parseDocument(content), {
    Scalar: (position, node, path) => {
      if (position === 'key' || typeof node.value !== 'string') return;
      const pair = path.findLast(isPair);
      if (keys === null || (isScalar(pair?.key) && keys.includes(String(pair.key.value)))) strings.push(node.value);
    },
  });
  return strings;
}
