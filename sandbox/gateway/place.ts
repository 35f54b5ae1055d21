import { WORLD_ADDRESSES } from '@dpi/mocks';
import type { Problem } from '@dpi/specs/problem';
import { hasDotSegment } from './dot-segment.ts';

/** Which part of the sandbox a path means. */
export interface Place {
  /** Id of the team whose world the path names; `null` where it names none. */
  team: string | null;
  service: string;
  version: string;
  /** `<service>/<version>`. */
  name: string;
  /** What follows the version, raw: empty or begins with `/`. */
  rest: string;
}

const PREFIX = '/sandbox/';

/** Takes `/sandbox/<service>/<version>/…` or `/sandbox/worlds/<team>/<service>/<version>/…` apart; parts that are not there are empty. */
export function placeOf(path: string): Place {
  if (!path.startsWith(WORLD_ADDRESSES)) return placeAfter(PREFIX.length, path, null);
  const slash = path.indexOf('/', WORLD_ADDRESSES.length);
  const teamEnd = slash === -1 ? path.length : slash;
  return placeAfter(teamEnd + 1, path, path.slice(WORLD_ADDRESSES.length, teamEnd));
}

/**
 * The path at which a service answers for a well-known URI (RFC 8615) whose path is inserted before its own, as RFC 8414 has
 * it: `/.well-known/<name>/sandbox/<service>/<version>/…` is `/sandbox/<service>/<version>/.well-known/<name>/…`.
 * @returns `null` for other paths
 */
export function wellKnownPath(path: string): string | null {
  const [, name, rest] = /^(\/\.well-known\/[a-z0-9-]+)(\/sandbox\/.*)$/.exec(path) ?? [];
  if (name === undefined || rest === undefined) return null;
  const below = placeOf(rest).rest;
  return rest.slice(0, rest.length - below.length) + name + below;
}

/** @param start where the name of the service begins */
function placeAfter(start: number, path: string, team: string | null): Place {
  const slash = path.indexOf('/', start);
  const serviceEnd = slash === -1 ? path.length : slash;
  const nextSlash = path.indexOf('/', serviceEnd + 1);
  const versionEnd = nextSlash === -1 ? path.length : nextSlash;
  return {
    team,
    service: path.slice(start, serviceEnd),
    version: path.slice(serviceEnd + 1, versionEnd),
    name: path.slice(start, versionEnd),
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
