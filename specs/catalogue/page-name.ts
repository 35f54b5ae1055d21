import { createHash } from 'node:crypto';

/** Far below the 255 bytes that file systems allow: what is made of a name may get an ending. */
const MAX_LENGTH = 80;

/**
 * Names, in lower case, that a page or a folder must not have: servers give them a meaning of their own, or Windows keeps
 * them for devices.
 */
const RESERVED = new Set(['index', '404', 'con', 'prn', 'aux', 'nul']);
for (let port = 0; port <= 9; port += 1) RESERVED.add(`com${port}`).add(`lpt${port}`);

/**
 * A text as the name of a page: ASCII letters, digits, hyphens and underscores, at most 80. A longer one is cut and ends in a hash of
 * the whole; a reserved one gets `-page`. Empty where nothing of the text may stand in a name.
 */
export function pageName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  if (RESERVED.has(name.toLowerCase())) return `${name}-page`;
  if (name.length <= MAX_LENGTH) return name;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return `${name.slice(0, MAX_LENGTH - hash.length - 1).replace(/-+$/, '')}-${hash}`;
}

/** Whether a text can be the name of a page as it is. */
export function isPageName(text: string): boolean {
  return text !== '' && pageName(text) === text;
}

/** `name`, with a number behind it when `taken` has it in any case already: file systems may not tell cases apart. */
export function unused(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate.toLowerCase()); count += 1) candidate = `${name}-${count}`;
  taken.add(candidate.toLowerCase());
  return candidate;
}
