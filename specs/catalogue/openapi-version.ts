import type { Message } from '../texts/message.ts';

/** Versions of OpenAPI from which pages, sandbox and downloads are made. */
const READ = /^3\.[01]\.\d+/;

/** Versions that can be compared: 3.2 as well, because nothing is made of what is compared. */
const COMPARED = /^3\.[012]\.\d+/;

/** What a document is read for. */
export type Purpose = 'catalogue' | 'comparison';

/** Why the version of a document cannot be used; `null` where it can. */
export function refuseVersion(version: unknown, purpose: Purpose): Message | null {
  if (typeof version === 'string' && (purpose === 'catalogue' ? READ : COMPARED).test(version)) return null;
  const versions = purpose === 'catalogue' ? ['3.0', '3.1'] : ['3.0', '3.1', '3.2'];
  return version === undefined
    ? { id: 'reading.version-missing', values: { versions } }
    : { id: 'reading.version-unknown', values: { version: String(version), versions } };
}
