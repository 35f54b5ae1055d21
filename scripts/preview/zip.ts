import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** Every entry gets the first day that the format knows: equal files make equal archives. */
const FIRST_DAY = 0x21;
const UTF8_NAMES = 0x800;
const DEFLATE = 8;
const VERSION = 20;

/** A ZIP archive of a folder, whose entries stand below a folder `name`. At most 65,535 files and 4 GB, as ZIP has it. */
export async function zipFolder(dir: string, name: string): Promise<Buffer> {
  const entries = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const path = Buffer.from(`${name}/${relative(dir, file).split(sep).join('/')}`);
    const content = await readFile(file);
    const packed = deflateRawSync(content);
    const common = commonFields(content, packed, path);
    const header = Buffer.concat([uint32(0x04034b50), common, uint16(0), path]);
    directory.push(
      Buffer.concat([uint32(0x02014b50), uint16(VERSION), common, Buffer.alloc(12), uint32(offset), path]),
    );
    parts.push(header, packed);
    offset += header.length + packed.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const count = uint16(files.length);
  const end = [uint32(0x06054b50), uint32(0), count, count, uint32(size), uint32(offset), uint16(0)];
  return Buffer.concat([...parts, ...directory, ...end]);
}

/** What the header of an entry and its line in the directory both say. */
function commonFields(content: Buffer, packed: Buffer, path: Buffer): Buffer {
  return Buffer.concat([
    uint16(VERSION),
    uint16(UTF8_NAMES),
    uint16(DEFLATE),
    uint16(0),
    uint16(FIRST_DAY),
    uint32(crc32(content)),
    uint32(packed.length),
    uint32(content.length),
    uint16(path.length),
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
