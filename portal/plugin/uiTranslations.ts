import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Translations of the interface in one language: `<folder>/<locale>/<area>.json`, each in Docusaurus' own format
 * `{"<id>": {"message": "…"}}`. Empty where there are none.
 *
 * @throws where two areas translate the same id, or a file is not in that format
 */
export function readUiTranslations(folder: string, locale: string): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const area of areas(join(folder, locale))) {
    const file = join(folder, locale, area);
    const entries = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message?: unknown }>);
    for (const [id, { message }] of entries) {
      if (typeof message !== 'string') throw new Error(`${file}: "${id}" needs a "message" that is text`);
      if (Object.hasOwn(messages, id)) throw new Error(`${file}: "${id}" is translated in another file, too`);
      messages[id] = message;
    }
  }
  return messages;
}

function areas(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}
