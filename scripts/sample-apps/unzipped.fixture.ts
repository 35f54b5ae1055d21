import { inflateRawSync } from 'node:zlib';

/** Files of a ZIP archive, read by its central directory (PKWARE's APPNOTE, 4.3). */
export function unzipped(archive: Buffer): { path: string; text: string }[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const nameLength = archive.readUInt16LE(at + 28);
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const header = archive.readUInt32LE(at + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const text = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20))).toString();
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    return { path, text };
  });
}
