import { join } from 'node:path';
import { readDataFile, textIn } from '../catalogue/data-file.ts';

const FILE = join(import.meta.dirname, 'openapi-fixes.yaml');

/** What to do about what OpenAPI itself demands, in one language, by the id of Redocly's rule. */
export async function readOpenapiFixes(locale: string): Promise<Map<string, string>> {
  const fixes = await readDataFile(FILE);
  return new Map(Object.entries(fixes).map(([id, text]) => [id, textIn(locale, text)]));
}
