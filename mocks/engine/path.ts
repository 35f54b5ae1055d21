import { malformed } from './refusal.ts';

const NOT_VISIBLE_ASCII = /[^!-~]/;
/** Of RFC 3986, and "%" itself; "\\" is none of them, but a server on the way may take it for "/". */
const ENCODED_RESERVED = /%(?:2[13-9ABCF]|3[ABDF]|40|5[BCD])/gi;
const CONTROL_CHARACTER = /\p{Cc}/u;

/**
 * Splits a raw request path into segments, decoded but for reserved characters: an encoded "/" or "," is data and no
 * delimiter (RFC 3986, section 2.2), so it stays encoded until {@link decodeSegment} is asked for its value. Throws a
 * {@link Refusal} for paths that two readers could understand differently: what a proxy would normalise away must never
 * choose another operation.
 * @param path begins with `/`, or is empty
 */
export function readPath(path: string): string[] {
  if (path === '') return [''];
  if (!path.startsWith('/')) throw malformed('The path must begin with "/".');
  if (NOT_VISIBLE_ASCII.test(path)) throw malformed('The path holds characters that must be percent-encoded as UTF-8.');
  if (path.includes('\\')) throw malformed('The path holds a "\\". Separate path segments by "/".');
  if (path.includes('?') || path.includes('#')) throw malformed('The path holds a "?" or "#". Percent-encode it.');
  const segments = path.slice(1).split('/');
  for (const [index, segment] of segments.entries()) {
    if (segment === '' && index < segments.length - 1) {
      throw malformed('The path holds "//". A path parameter must not be empty; remove the extra "/".');
    }
    const normalized = segment.includes('%') ? normalize(segment) : segment;
    if (normalized === '.' || normalized === '..')
      throw malformed('The path holds "." or ".." as a segment. Send the final path.');
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
    if (CONTROL_CHARACTER.test(decodeURIComponent(segment)))
      throw malformed('The path holds an encoded control character, such as %00. Remove it.');
    return decodeURIComponent(segment.replace(ENCODED_RESERVED, (octet) => `%25${octet.slice(1).toUpperCase()}`));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw malformed(
      'The path holds a "%" that does not begin the percent-encoding of a UTF-8 character. Encode "%" itself as "%25".',
    );
  }
}
