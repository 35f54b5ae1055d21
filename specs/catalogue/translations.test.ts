import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { isObject, objectsIn } from '../json/value.ts';
import { openPlatformTexts } from '../texts/platform-texts.ts';
import { openApiJson, openApiYaml } from './downloads/openapi.ts';
import { loadCatalogue } from './load.ts';
import { serviceReference } from './service-reference.ts';

const texts = await openPlatformTexts();

/** Keywords whose text people read. `summary` and `title` of examples' values are data and stay as they are. */
const TEXTS = new Set(['title', 'summary', 'description', 'x-displayName']);
const DATA = new Set(['value', 'example', 'examples', 'default', 'enum', 'const']);
/** A text is Bangla when it has a letter of the script; names such as `GSM-7` alone are the same in both. */
const BANGLA = /\p{Script=Bengali}/u;

const HERE = 'https://dpi.example';
const lintConfig = createConfig({
  rules: { struct: 'error', 'no-unresolved-refs': 'error', 'spec-strict-refs': 'error' },
});

const [english, bangla] = await Promise.all([loadCatalogue(), loadCatalogue({ locale: 'bn' })]);

for (const service of english.services) {
  const name = serviceReference(service);
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

  test(`the download of ${name} in Bangla differs from the English one in texts only, and is valid OpenAPI`, async () => {
    assert.ok(translated);
    assert.deepEqual(service.translations, ['bn']);
    const document = openApiJson(translated, HERE, 'bn', texts);
    assert.deepEqual(withoutTexts(document), withoutTexts(openApiJson(service, HERE, 'en', texts)));
    const servers = objectsIn(document.servers).map(({ description }) => description);
    assert.match(String(servers[0]), BANGLA);
    const problems = await lintFromString({
      source: openApiYaml(translated, HERE, 'bn', texts),
      config: await lintConfig,
    });
    assert.deepEqual(
      problems.map(({ message, location }) => `${message} ${location[0]?.pointer}`),
      [],
    );
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
      // A property, or the response `default`, may have the name of what holds data.
      const isPropertyMap = /\/(properties|responses)$/.test(path);
      if (TEXTS.has(key) && typeof child === 'string' && !isPropertyMap) yield [`${path}/${key}`, child];
      else if (!DATA.has(key) || isPropertyMap || (key === 'examples' && isObject(child)))
        yield* textsIn(child, `${path}/${key}`);
    }
  }
}

/** A document without the texts that {@link textsIn} finds, and without the name of its contact. */
function withoutTexts(node: unknown, path = ''): unknown {
  if (Array.isArray(node)) return node.map((child, index) => withoutTexts(child, `${path}/${index}`));
  if (!isObject(node)) return node;
  // A property, or the response `default`, may have the name of what holds data.
  const isPropertyMap = /\/(properties|responses)$/.test(path);
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, child]) => {
      if (TEXTS.has(key) && typeof child === 'string' && !isPropertyMap) return [];
      if (path === '/info/contact' && key === 'name') return [];
      const isData = DATA.has(key) && !isPropertyMap && !(key === 'examples' && isObject(child));
      return [[key, isData ? child : withoutTexts(child, `${path}/${key}`)]];
    }),
  );
}
