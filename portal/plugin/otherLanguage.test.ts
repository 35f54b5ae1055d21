import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherLanguage } from './otherLanguage.ts';

const LOCALES = ['en', 'bn'];

test('a name in the script of another language of the country is in that language', () => {
  assert.equal(otherLanguage('রাবেয়া খাতুন', 'en', LOCALES), 'bn');
  assert.equal(otherLanguage('Rabeya Khatun', 'bn', LOCALES), 'en');
});

test('what is in the script of the page, in several or in none, is marked as nothing', () => {
  assert.equal(otherLanguage('Rabeya', 'en', LOCALES), undefined);
  assert.equal(otherLanguage('bKash দিয়ে', 'bn', LOCALES), undefined);
  assert.equal(otherLanguage('+880 1711', 'bn', LOCALES), undefined);
  assert.equal(otherLanguage('имя', 'en', LOCALES), undefined);
});
