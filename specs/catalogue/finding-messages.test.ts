import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readMessageTranslations, translateMessage } from './message-translations.ts';

const translations =
  (await readMessageTranslations(join(import.meta.dirname, 'finding-messages.yaml'), 'bn')).get('all') ?? [];
const BANGLA = /\p{Script=Bengali}/u;

test('every message has a Bangla text with the same values', () => {
  assert.ok(translations.length >= 70);
  for (const { pattern, text } of translations) {
    assert.match(text, BANGLA, pattern);
    assert.deepEqual(placeholders(text), placeholders(pattern), pattern);
  }
});

test('a message that gives a reason has the reason in the same language', () => {
  const message = 'The reference leads nowhere: "shared.yaml" has 21 MB; at most 20 MB are read. Split the file.';
  const read = 'The file cannot be read: "shared.yaml" has 21 MB; at most 20 MB are read.';
  assert.match(translateMessage(read, translations, 'bn'), /"shared\.yaml" ২১ MB; সর্বোচ্চ ২০ MB/u);
  assert.match(translateMessage(message, translations, 'bn'), /"shared\.yaml" ২১ MB.*ফাইলটি ভাগ করুন।$/u);
});

test('a reason that is not known stays as the parser says it', () => {
  const message = 'The file cannot be read: something new';
  assert.match(translateMessage(message, translations, 'bn'), /^\p{Script=Bengali}.*: something new$/u);
});

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)(?:, number)?\}/g)].map(([, name = '']) => name).sort();
}
