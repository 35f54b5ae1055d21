import { dirname } from 'node:path';
import { parseDocument } from 'yaml';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { isPageName } from './page-name.ts';
import { RefusedFileError, readInside } from './tree-files.ts';

/** A file of the platform's own data that cannot be used; the message names file and place. */
export class DataFileError extends Error {}

/** What files were read as, by their text: a reload reads hundreds of which one has changed. */
const known = new Map<string, JsonObject>();
const MAX_KNOWN = 2000;

/**
 * Reads a YAML mapping from a file that lies below one of `roots`, links followed. Throws {@link DataFileError} with file and
 * line when it is not one.
 * @returns a value that cannot be changed: whoever reads the same text again gets the same value
 */
export async function readDataFile(file: string, roots: string[] = [dirname(file)]): Promise<JsonObject> {
  const text = await readText(file, roots);
  const before = known.get(text);
  if (before !== undefined) return before;
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new DataFileError(`${file}: ${error.message}`);
  const value: unknown = document.toJS();
  if (!isObject(value)) throw new DataFileError(`${file}: expected a mapping at the top`);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, deepFreeze(value));
  return value;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

async function readText(file: string, roots: string[]): Promise<string> {
  const bytes = await readInside(roots, file).catch((error: unknown) => {
    if (!(error instanceof RefusedFileError)) throw error;
    throw new DataFileError(`${file}: ${error.isAbsent ? 'the file is missing' : `it ${error.message} ${error.hint}`}`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DataFileError(`${file}: it is not UTF-8 text; save it as UTF-8`);
  }
}

/** An id that a page is named after. Throws {@link DataFileError} where it cannot be. */
export function pageNameIn(file: string, id: unknown): string {
  if (typeof id === 'string' && isPageName(id)) return id;
  throw new DataFileError(
    `${file}: the id ${JSON.stringify(id)} cannot be the name of a page; use at most 80 letters, digits and hyphens`,
  );
}

/** The text in `locale`, else the first there is. A plain string stands for every language. */
export function textIn(locale: string, text: JsonValue | undefined): string {
  if (typeof text === 'string') return text;
  if (!isObject(text)) return '';
  const found = text[locale] ?? Object.values(text)[0];
  return typeof found === 'string' ? found : '';
}
