import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { I18n } from '@docusaurus/types';
import { localeLinks } from './localeLinks.ts';

const configs = {
  en: { label: 'English', baseUrl: '/' },
  bn: { label: 'বাংলা', baseUrl: '/bn/' },
} as unknown as I18n['localeConfigs'];

test('leads to the same page in the other language, both ways', () => {
  const from = (currentLocale: string, pathname: string) =>
    localeLinks({ locales: ['en', 'bn'], currentLocale, localeConfigs: configs }, pathname).map(({ href }) => href);
  assert.deepEqual(from('en', '/catalogue/a/v1/'), ['/catalogue/a/v1/', '/bn/catalogue/a/v1/']);
  assert.deepEqual(from('bn', '/bn/catalogue/a/v1/'), ['/catalogue/a/v1/', '/bn/catalogue/a/v1/']);
  assert.deepEqual(from('bn', '/bn/'), ['/', '/bn/']);
});

test('marks the language one reads', () => {
  const links = localeLinks({ locales: ['en', 'bn'], currentLocale: 'bn', localeConfigs: configs }, '/bn/');
  assert.deepEqual(
    links.map(({ current }) => current),
    [false, true],
  );
});
