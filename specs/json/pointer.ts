/** JSON Pointer, RFC 6901. Keys are as they stand in the data; segments are keys as a pointer writes them. */

/** A key as a segment of a pointer: `~` becomes `~0`, `/` becomes `~1`. */
export function escapeSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The key that a segment of a pointer stands for. */
export function unescapeSegment(segment: string): string {
  // In this order: `~01` is `~1`, not a slash.
  return segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment;
}

/** The pointer of a place: `''` for the whole document, `/paths/~1things` for `['paths', '/things']`. */
export function pointerTo(keys: string[]): string {
  return keys.map((key) => `/${escapeSegment(key)}`).join('');
}

/** A reference into the same document, percent-encoded as a URI fragment must be (section 6): `#/components/schemas/A%20b`. */
export function fragmentTo(keys: string[]): string {
  return `#${keys.map((key) => `/${encodeURIComponent(escapeSegment(key))}`).join('')}`;
}

/**
 * Keys of the place that a pointer, or a URI fragment that is one, leads to: `#/a~1b/c%20d` is `['a/b', 'c d']`. `null` where
 * it is no pointer, such as the anchor `#here`. Percent signs that encode nothing stand for themselves.
 */
export function keysOf(pointer: string): string[] | null {
  const isFragment = pointer.startsWith('#');
  const path = isFragment ? pointer.slice(1) : pointer;
  if (path === '') return [];
  if (!path.startsWith('/')) return null;
  return path
    .slice(1)
    .split('/')
    .map((segment) => unescapeSegment(isFragment ? percentDecoded(segment) : segment));
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
