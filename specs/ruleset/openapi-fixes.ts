import { join } from 'node:path';
import { stringOr } from '../json/value.ts';
import { readTranslated } from '../texts/translated-file.ts';

const FILE = join(import.meta.dirname, 'openapi-fixes.yaml');

/** What to do about what OpenAPI itself demands, in one language, by the id of Redocly's rule. */
export async function readOpenapiFixes(locale: string): Promise<Map<string, string>> {
  const fixes = await readTranslated(FILE, locale);
  return new Map(Object.entries(fixes).map(([id, text]) => [id, stringOr(text, '')]));
}
