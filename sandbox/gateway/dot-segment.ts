/** What can begin a dot segment or hide one: without these a path has none. */
const SUSPICIOUS = /[.%]/;

/** How often a chain of servers is taken to decode one path. */
const MAX_DECODINGS = 5;

/**
 * Whether any server behind us could read `.` or `..` as a segment of this path (RFC 3986, 5.2.4), and so leave the place
 * that was authorised. Beyond the plain form, servers are known to decode before they split (`%2e%2e%2f`), to decode twice
 * (`%252e`), to accept overlong UTF-8 (`%c0%ae`), to take `\` for `/`, to drop path parameters (`..;x=1`, servlet
 * containers), and to drop blanks and control characters at the end of a segment (`..%20`).
 * @param path as sent, percent-encoded
 */
export function hasDotSegment(path: string): boolean {
  if (!SUSPICIOUS.test(path)) return false;
  let seen = path;
  for (let decodings = 0; decodings <= MAX_DECODINGS; decodings += 1) {
    if (seen.split(/[/\\]/).some(isDotSegment)) return true;
    const decoded = decodeOnce(seen);
    if (decoded === seen) return false;
    seen = decoded;
  }
  // Encoded so often that nobody can say what it means in the end.
  return true;
}

function isDotSegment(segment: string): boolean {
  const [name = ''] = segment.split(';', 1);
  const plain = name.replace(/[\s\p{Cc}]+/gu, '');
  return plain === '.' || plain === '..';
}

/** Overlong UTF-8 of `.`, `/` and `\`, as bytes; then the two full-width letters that Windows turns into them. */
const OVERLONG: [RegExp, string][] = [
  [/(?:\xc0|\xe0\x80|\xf0\x80\x80)\xae|\xef\xbc\x8e/g, '.'],
  [/(?:\xc0|\xe0\x80|\xf0\x80\x80)\xaf|\xef\xbc\x8f/g, '/'],
  [/\xc1\x9c|\xe0\x81\x9c|\xef\xbc\xbc/g, '\\'],
];

/** Percent-decodes byte by byte, so that what is no UTF-8 is decoded, too. */
function decodeOnce(text: string): string {
  let decoded = text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  for (const [bytes, letter] of OVERLONG) decoded = decoded.replace(bytes, letter);
  return decoded;
}
