import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject } from './data-file.ts';
import { loadCatalogue } from './load.ts';

/** Keywords whose text people read. `summary` and `title` of examples' values are data and stay as they are. */
const TEXTS = new Set(['title', 'summary', 'description', 'x-displayName']);
const DATA = new Set(['value', 'example', 'examples', 'default', 'enum', 'const']);
/** A text is Bangla when it has a letter of the script; names such as `GSM-7` alone are the same in both. */
const BANGLA = /\p{Script=Bengali}/u;

const [english, bangla] = await Promise.all([loadCatalogue(), loadCatalogue({ locale: 'bn' })]);

for (const service of english.services) {
  const name = `${service.id}/${service.version}`;
  const translated = bangla.services.find(({ id, version }) => id === service.id && version === service.version);

  test(`${name} has every text in Bangla`, () => {
    assert.ok(translated);
    const left = [...textsIn(translated.document, '')].filter(([, text]) => !BANGLA.test(text)).map(([path]) => path);
    assert.deepEqual(left, []);
  });

  test(`${name} says the same in Bangla`, () => {
    assert.ok(translated);
    assert.deepEqual(misplacedTexts(service.document, translated.document), []);
  });

  test(`${name} has the same shape in Bangla`, () => {
    assert.ok(translated);
    assert.deepEqual(shapeOf(translated.document), shapeOf(service.document));
  });
}

test('standards, layers, agencies, personas and problems are in Bangla', () => {
  const { country, layers, agencies, standards, personas, problems } = bangla;
  const texts = [
    country.name,
    country.summary,
    ...layers.flatMap(({ name, summary }) => [name, summary]),
    ...agencies.map(({ name }) => name),
    ...standards.flatMap(({ title, description }) => [title, description]),
    ...personas.flatMap(({ name, summary, purpose }) => [name, summary, purpose]),
    ...problems.filter(({ remedy }) => remedy !== '').flatMap(({ title, meaning, remedy }) => [title, meaning, remedy]),
  ];
  assert.deepEqual(
    texts.filter((text) => !BANGLA.test(text)),
    [],
  );
});

/**
 * Places whose translation belongs to another text, as far as that shows: names in code are the same in every language, and
 * a sentence stays a sentence.
 */
function misplacedTexts(source: unknown, translation: unknown): string[] {
  const translated = new Map(textsIn(translation, ''));
  return [...textsIn(source, '')].flatMap(([path, text]) => {
    const other = translated.get(path) ?? '';
    const lost = [...text.matchAll(/`[^`]+`/g)].filter(([code]) => !other.includes(code));
    const isSentence = /[.?]$/.test(text.trim());
    return lost.length === 0 && isSentence === /[।.?]$/.test(other.trim()) ? [] : [path];
  });
}

/** Every text with its JSON Pointer; maps of examples are entered, their values are not. */
function* textsIn(node: unknown, path: string): Generator<[string, string]> {
  if (Array.isArray(node)) {
    for (const [index, child] of node.entries()) yield* textsIn(child, `${path}/${index}`);
  } else if (isObject(node)) {
    for (const [key, child] of Object.entries(node)) {
      const isPropertyMap = path.endsWith('/properties');
      if (TEXTS.has(key) && typeof child === 'string' && !isPropertyMap) yield [`${path}/${key}`, child];
      else if (!DATA.has(key) || isPropertyMap || (key === 'examples' && isObject(child)))
        yield* textsIn(child, `${path}/${key}`);
    }
  }
}

/** A document's keys and structure without its texts. */
function shapeOf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(shapeOf);
  if (!isObject(node)) return typeof node === 'string' ? 'text' : node;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, shapeOf(child)]));
}
