import { join, resolve } from 'node:path';
import { readDataFile } from '../catalogue/data-file.ts';
import { stringOr } from '../json/value.ts';
import { openTexts, readTextFolder, type TextFolder, type Texts, type TextsById } from './texts.ts';

const SPECS = resolve(import.meta.dirname, '..');

/** What the platform says, by area. */
export const PLATFORM_MESSAGES: TextFolder = { path: join(SPECS, 'messages'), locale: 'en' };

/** What the guideline says, by rule. */
export const RULE_TEXTS: TextFolder = { path: join(SPECS, 'ruleset/rules'), locale: 'en' };

const opened = new Map<string, Promise<Texts>>();

/**
 * All texts of the platform, read once. A country whose data stands elsewhere has those of its own in `messages` beside its
 * `country.yaml`; they are used first.
 */
export function openPlatformTexts(countryFile: string = join(SPECS, 'country.yaml')): Promise<Texts> {
  const known = opened.get(countryFile) ?? openTextsOf(countryFile);
  opened.set(countryFile, known);
  return known;
}

async function openTextsOf(countryFile: string): Promise<Texts> {
  const path = resolve(countryFile, '../messages');
  const { locale } = await readDataFile(countryFile);
  const own = path === PLATFORM_MESSAGES.path ? [] : [{ path, locale: stringOr(locale, PLATFORM_MESSAGES.locale) }];
  return openTexts([...own, PLATFORM_MESSAGES, RULE_TEXTS]);
}

/** The platform's own messages in its source language, by id: what other programs say is recognized by them. */
export async function readSourceMessages(): Promise<TextsById> {
  return (await readTextFolder(PLATFORM_MESSAGES)).get(PLATFORM_MESSAGES.locale) ?? new Map();
}
