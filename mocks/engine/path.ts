import { malformed } from './refusal.ts';

const NOT_VISIBLE_ASCII = /[^!-~]/;
const CONTROL_CHARACTER = /\p{Cc}/u;

/**
 * Splits a raw request path into decoded segments. Throws a {@link Refusal} for paths that two readers could understand
 * differently: what a proxy would normalise away must never choose another operation.
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
    const decoded = segment.includes('%') ? decode(segment) : segment;
    if (decoded === '.' || decoded === '..')
      throw malformed('The path holds "." or ".." as a segment. Send the final path.');
    segments[index] = decoded;
  }
  return segments;
}

function decode(segment: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw malformed(
      'The path holds a "%" that does not begin the percent-encoding of a UTF-8 character. Encode "%" itself as "%25".',
    );
  }
  if (decoded.includes('/') || decoded.includes('\\')) {
    throw malformed('The path holds an encoded "/" or "\\" (%2F or %5C). Path parameters must not contain them.');
  }
  if (CONTROL_CHARACTER.test(decoded))
    throw malformed('The path holds an encoded control character, such as %00. Remove it.');
  return decoded;
}
