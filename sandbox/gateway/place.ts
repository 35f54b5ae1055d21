import type { Refusal } from '../server/exchange.ts';

/** Which part of the sandbox a path means. */
export interface Place {
  service: string;
  version: string;
  /** What follows the version, raw: empty or begins with `/`. */
  rest: string;
}

const PREFIX = '/sandbox/';

/** Takes `/sandbox/<service>/<version>/…` apart; parts that are not there are empty. */
export function placeOf(path: string): Place {
  const afterService = path.indexOf('/', PREFIX.length);
  if (afterService === -1) return { service: path.slice(PREFIX.length), version: '', rest: '' };
  const service = path.slice(PREFIX.length, afterService);
  const afterVersion = path.indexOf('/', afterService + 1);
  if (afterVersion === -1) return { service, version: path.slice(afterService + 1), rest: '' };
  return { service, version: path.slice(afterService + 1, afterVersion), rest: path.slice(afterVersion) };
}

/** Dots, slashes and backslashes, also encoded, that servers resolve differently. */
const AMBIGUOUS = /\/\/|\\|%5c|\/(?:\.|%2e){1,2}(?:\/|%2f|$)|%2f(?:\.|%2e){1,2}(?:\/|%2f|$)|%00/i;

/** Refuses paths that could mean another place to whoever reads them next. */
export function checkPath(path: string): Refusal | null {
  if (AMBIGUOUS.test(path)) {
    return {
      problem: 'request-malformed',
      detail:
        'The path has an empty segment (//), a dot segment (. or ..) or a backslash. Write it out plainly, and percent-encode values.',
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
