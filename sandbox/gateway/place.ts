import type { Refusal } from '../server/exchange.ts';

/** Which part of the sandbox a path means. */
export interface Place {
  service: string;
  version: string;
  /** `<service>/<version>`. */
  name: string;
  /** What follows the version, raw: empty or begins with `/`. */
  rest: string;
}

const PREFIX = '/sandbox/';

/** Takes `/sandbox/<service>/<version>/…` apart; parts that are not there are empty. */
export function placeOf(path: string): Place {
  const slash = path.indexOf('/', PREFIX.length);
  const serviceEnd = slash === -1 ? path.length : slash;
  const nextSlash = path.indexOf('/', serviceEnd + 1);
  const versionEnd = nextSlash === -1 ? path.length : nextSlash;
  return {
    service: path.slice(PREFIX.length, serviceEnd),
    version: path.slice(serviceEnd + 1, versionEnd),
    name: path.slice(PREFIX.length, versionEnd),
    rest: path.slice(versionEnd),
  };
}

/** Dots, slashes and backslashes, also encoded, that servers resolve differently. */
const AMBIGUOUS = /\/\/|\\|%5c|\/(?:\.|%2e){1,2}(?:\/|%2f|$)|%2f(?:\.|%2e){1,2}(?:\/|%2f|$)|%00/i;

/** Refuses paths that could mean another place to whoever reads them next. */
export function checkPath(path: string): Refusal | null {
  if (AMBIGUOUS.test(path)) {
    return {
      problem: 'request-malformed',
      detail:
        'The path has an empty segment (//), a dot segment (. or ..), a backslash or a null byte (%00). Write it out plainly, and percent-encode values.',
    };
  }
  if (/%(?![0-9a-f]{2})/i.test(path)) {
    return {
      problem: 'request-malformed',
      detail:
        'The path has a % that is not followed by two hexadecimal digits. Percent-encode values; % itself is %25.',
    };
  }
  return null;
}
