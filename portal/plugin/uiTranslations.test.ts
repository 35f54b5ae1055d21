import assert from 'node:assert/strict';
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { textsIn, withTexts } from './client/interfaceTexts.ts';
import { ENGLISH_OFFER } from './languageOffers.ts';
import { ENGLISH_INSTEAD } from './pages/insteadOf.ts';
import { ENGLISH_OFFLINE } from './serviceWorkerFile.ts';
import { readUiTranslations } from './uiTranslations.ts';

const portal = resolve(import.meta.dirname, '..');
const translations = join(portal, 'i18n');
const locales = readdirSync(translations);

/** Ids in the source, with their English text where it stands beside them. */
function messagesInSource(): Map<string, string> {
  const messages = new Map<string, string>(
    Object.entries({ ...ENGLISH_OFFER, ...ENGLISH_OFFLINE, ...ENGLISH_INSTEAD }),
  );
  const files = globSync(
    '{catalogue,console,guideline,guides,journey,pages,reference,search,service,shell,stack,team,theme,webhooks}/**/*.{ts,tsx}',
    {
      cwd: portal,
    },
  );
  for (const file of files) {
    const text = readFileSync(join(portal, file), 'utf8');
    for (const [id, english] of textsIn(text)) messages.set(id, english);
  }
  return messages;
}

for (const locale of locales) {
  test(`every text of the interface is translated to ${locale}, and no translation is left over`, () => {
    assert.deepEqual(
      Object.keys(readUiTranslations(translations, locale)).sort(),
      [...messagesInSource().keys()].sort(),
    );
  });

  test(`translations to ${locale} keep the placeholders of the text`, () => {
    const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    const translated = readUiTranslations(translations, locale);
    for (const [id, message] of messagesInSource()) {
      assert.deepEqual(placeholders(translated[id] ?? ''), placeholders(message), id);
    }
  });
}

test('every text of the interface has its id and its English beside it', () => {
  for (const file of globSync('**/*.{ts,tsx}', {
    cwd: portal,
    exclude: ['**/node_modules/**', 'plugin/**', '**/*.test.*'],
  }))
    assert.doesNotThrow(() => withTexts(readFileSync(join(portal, file), 'utf8'), {}), file);
});

test('says which file translates an id twice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'translations-'));
  mkdirSync(join(folder, 'xx'));
  for (const area of ['a', 'b']) writeFileSync(join(folder, 'xx', `${area}.json`), '{"same": {"message": "m"}}');
  assert.throws(() => readUiTranslations(folder, 'xx'), /b\.json: "same" is translated in another file, too/);
});

test('a language without translations has none', () => {
  assert.deepEqual(readUiTranslations(translations, 'xx'), {});
});
