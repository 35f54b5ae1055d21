/** Versions of OpenAPI from which pages, sandbox and downloads are made. */
const READ = /^3\.[01]\.\d+/;

/** Versions that can be compared: 3.2 as well, because nothing is made of what is compared. */
const COMPARED = /^3\.[012]\.\d+/;

/** What a document is read for. */
export type Purpose = 'catalogue' | 'comparison';

/** Why the version of a document cannot be used, as one line; `null` where it can. */
export function refuseVersion(version: unknown, purpose: Purpose): string | null {
  if (typeof version === 'string' && (purpose === 'catalogue' ? READ : COMPARED).test(version)) return null;
  const found = version === undefined ? 'does not say "openapi:"' : `says "openapi: ${String(version)}"`;
  const read = purpose === 'catalogue' ? '3.0 and 3.1' : '3.0, 3.1 and 3.2';
  return `The file ${found}. OpenAPI ${read} can be read, such as "openapi: 3.1.0".`;
}
