import { malformed } from '../request/messages.ts';

const NOT_VISIBLE_ASCII = /[^!-~]/;
/** Of RFC 3986, and "%" itself; "\\" is none of them, but a server on the way may take it for "/". */
const ENCODED_RESERVED = /%(?:2[13-9ABCF]|3[ABDF]|40|5[BCD])/gi;
const CONTROL_CHARACTER = /\p{Cc}/u;

/**
 * Splits a raw request path into segments, decoded but for reserved characters: an encoded "/" or "," is data and no
 * delimiter (RFC 3986, section 2.2), so it stays encoded until {@link decodeSegment} is asked for its value. Throws a
 * `ProblemError` for paths that two readers could understand differently: what a proxy would normalise away must never
 * choose another operation.
 * @param path begins with `/`, or is empty
 */
export function readPath(path: string): string[] {
  if (path === '') return [''];
  if (!path.startsWith('/')) throw malformed('path-start');
  if (NOT_VISIBLE_ASCII.test(path)) throw malformed('path-characters');
  if (path.includes('\\')) throw malformed('path-backslash');
  if (path.includes('?') || path.includes('#')) throw malformed('path-delimiter');
  const segments = path.slice(1).split('/');
  for (const [index, segment] of segments.entries()) {
    if (segment === '' && index < segments.length - 1) {
      throw malformed('path-empty-segment');
    }
    const normalized = segment.includes('%') ? normalize(segment) : segment;
    if (normalized === '.' || normalized === '..') throw malformed('path-dot-segment');
    segments[index] = normalized;
  }
  return segments;
}

/** What a segment of {@link readPath}, or a part of one, stands for. */
export function decodeSegment(segment: string): string {
  return segment.includes('%') ? decodeURIComponent(segment) : segment;
}

function normalize(segment: string): string {
  try {
    if (CONTROL_CHARACTER.test(decodeURIComponent(segment))) throw malformed('path-control-character');
    return decodeURIComponent(segment.replace(ENCODED_RESERVED, (octet) => `%25${octet.slice(1).toUpperCase()}`));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw malformed('path-percent');
  }
}
