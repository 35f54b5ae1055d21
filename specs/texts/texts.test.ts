import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTexts } from './texts.ts';
import { tree } from './tree.fixture.ts';

test('a message is said in the language asked for, with its values in their places', async (t) => {
  const folder = await tree(t, {
    'keys.yaml': 'revoked: "The key {key} was revoked."\nlist: { empty: No keys. }\n',
    'keys.fr.yaml': 'revoked: "La clé {key} a été révoquée."\nlist: { empty: Aucune clé. }\n',
  });
  const texts = await openTexts([{ path: folder, locale: 'en' }]);
  const message = { id: 'keys.revoked', values: { key: 'sk_1' } };
  assert.equal(texts.format(message, 'en'), 'The key sk_1 was revoked.');
  assert.equal(texts.format(message, 'fr'), 'La clé sk_1 a été révoquée.');
  assert.equal(texts.format({ id: 'keys.list.empty' }, 'fr'), 'Aucune clé.');
});

test('numbers have the digits of the language and as many of them as they have', async (t) => {
  const texts = await openTexts([
    { path: await tree(t, { 'a.yaml': 'limit: "{limit}, HTTP {status}"' }), locale: 'en' },
  ]);
  const bangla = await openTexts([
    { path: await tree(t, { 'a.yaml': 'limit: "{limit}, HTTP {status}"' }), locale: 'bn' },
  ]);
  const message = { id: 'a.limit', values: { limit: 0.00001, status: '429' } };
  assert.equal(texts.format(message, 'en'), '0.00001, HTTP 429');
  assert.equal(bangla.format(message, 'bn'), '০.০০০০১, HTTP 429');
});

test('a text has the form that its count asks for', async (t) => {
  const folder = await tree(t, {
    'a.yaml': 'errors: { one: "{count} error", other: "{count} errors" }',
    'a.ar.yaml': 'errors: { zero: zero, one: one, two: two, few: few, many: many, other: other }',
  });
  const texts = await openTexts([{ path: folder, locale: 'en' }]);
  const errors = (locale: string) =>
    [0, 1, 2, 3, 11, 100].map((count) => texts.format({ id: 'a.errors', values: { count } }, locale));
  assert.deepEqual(errors('en'), ['0 errors', '1 error', '2 errors', '3 errors', '11 errors', '100 errors']);
  assert.deepEqual(errors('ar'), ['zero', 'one', 'two', 'few', 'many', 'other']);
});

test('messages and lists among the values are in the same language', async (t) => {
  const folder = await tree(t, {
    'a.yaml': 'outer: "Because {reason}"\ninner: "of {names}"\nchoice: "{names, or}"',
    'a.fr.yaml': 'outer: "Parce que {reason}"\ninner: "de {names}"\nchoice: "{names, or}"',
  });
  const texts = await openTexts([{ path: folder, locale: 'en' }]);
  const names = ['a', 'b', 'c'];
  const message = { id: 'a.outer', values: { reason: { id: 'a.inner', values: { names } } } };
  assert.equal(texts.format(message, 'en'), 'Because of a, b, and c');
  assert.equal(texts.format(message, 'fr'), 'Parce que de a, b et c');
  assert.equal(texts.format({ id: 'a.choice', values: { names } }, 'fr'), 'a, b ou c');
});

test('a value is never read as a text with values of its own', async (t) => {
  const texts = await openTexts([{ path: await tree(t, { 'a.yaml': 'x: "{one} {constructor}"' }), locale: 'en' }]);
  assert.equal(texts.format({ id: 'a.x', values: { one: '{two}', two: 'secret' } }, 'en'), '{two} {constructor}');
});

test('what a language lacks is said in that of the country, then in that of the platform', async (t) => {
  const country = await tree(t, { 'a.yaml': 'own: propre', 'a.ar.yaml': 'own: خاص' });
  const platform = await tree(t, { 'a.yaml': 'own: own\nonly: only\nboth: both', 'a.fr.yaml': 'both: les deux' });
  const texts = await openTexts([
    { path: country, locale: 'fr' },
    { path: platform, locale: 'en' },
    { path: join(platform, 'absent'), locale: 'en' },
  ]);
  const inArabic = (name: string) => texts.format({ id: `a.${name}` }, 'ar');
  assert.deepEqual(['own', 'both', 'only', 'none'].map(inArabic), ['خاص', 'les deux', 'only', 'a.none']);
});
