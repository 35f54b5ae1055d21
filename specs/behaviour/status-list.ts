import { deflateSync } from 'node:zlib';

/**
 * A status list as the IETF Token Status List has it: so many bits for each place, the first place in the lowest bits of the
 * first byte, compressed with DEFLATE in the zlib format, in base64url.
 * @param statuses those that are not 0, by their place
 * @param size number of places
 */
export function encodedStatusList(
  statuses: Iterable<[place: number, status: number]>,
  bits: number,
  size: number,
): string {
  const bytes = new Uint8Array(Math.ceil((size * bits) / 8));
  const inByte = 8 / bits;
  for (const [place, status] of statuses) {
    const at = Math.floor(place / inByte);
    bytes[at] = (bytes[at] ?? 0) | (status << ((place % inByte) * bits));
  }
  return deflateSync(bytes, { level: 9 }).toString('base64url');
}
