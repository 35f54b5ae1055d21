import type { Problem } from '@dpi/specs/problem';
import { hasDotSegment } from './dot-segment.ts';

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

/** An empty segment, a backslash and a null byte: servers resolve them differently. */
const AMBIGUOUS = /\/\/|\\|%00/;

/** Refuses paths that could mean another place to whoever reads them next. */
export function checkPath(path: string): Problem | null {
  if (AMBIGUOUS.test(path) || hasDotSegment(path)) {
    return { id: 'request-malformed', detail: { id: 'sandbox.request.ambiguous-path' } };
  }
  if (/%(?![0-9a-f]{2})/i.test(path)) {
    return { id: 'request-malformed', detail: { id: 'sandbox.request.wrong-percent' } };
  }
  return null;
}
