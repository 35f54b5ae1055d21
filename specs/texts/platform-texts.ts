import { join, resolve } from 'node:path';
import { type CountryFiles, countryFiles } from '../catalogue/country-files.ts';
import { readDataFile } from '../catalogue/data-file.ts';
import { stringOr } from '../json/value.ts';
import { openTexts, readTextFolder, type TextFolder, type Texts, type TextsById } from './texts.ts';

const SPECS = resolve(import.meta.dirname, '..');

/** What the platform says, by area. */
export const PLATFORM_MESSAGES: TextFolder = { path: join(SPECS, 'messages'), locale: 'en' };

/** What the guideline says, by rule. */
export const RULE_TEXTS: TextFolder = { path: join(SPECS, 'ruleset/rules'), locale: 'en' };

/** What the errors of the platform itself mean. */
export const PLATFORM_PROBLEMS = join(SPECS, 'problems.yaml');

const opened = new Map<string, Promise<Texts>>();

/** All texts of the platform, read once. Those that a country has itself are used first. */
export function openPlatformTexts(country: MessageFiles = countryFiles()): Promise<Texts> {
  const known = opened.get(country.country) ?? openTextsOf(country);
  opened.set(country.country, known);
  return known;
}

async function openTextsOf({ country, messages: path }: MessageFiles): Promise<Texts> {
  const { locale } = await readDataFile(country);
  const own = path === PLATFORM_MESSAGES.path ? [] : [{ path, locale: stringOr(locale, PLATFORM_MESSAGES.locale) }];
  return openTexts([...own, PLATFORM_MESSAGES, RULE_TEXTS]);
}

type MessageFiles = Pick<CountryFiles, 'country' | 'messages'>;

/** The platform's own messages in its source language, by id: what other programs say is recognized by them. */
export async function readSourceMessages(): Promise<TextsById> {
  return (await readTextFolder(PLATFORM_MESSAGES)).get(PLATFORM_MESSAGES.locale) ?? new Map();
}
