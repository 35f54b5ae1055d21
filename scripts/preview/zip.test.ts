import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, inflateRawSync } from 'node:zlib';
import { zipFolder } from './zip.ts';

test('an archive holds every file as it was, Bangla names and all', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-zip-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const files = { 'README.md': 'read me\n'.repeat(100), 'pages/শুরু/index.html': '<p>শুরু</p>', 'pages/empty': '' };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(dir, path, '..'), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  const zip = await zipFolder(dir, 'preview');
  const expected = Object.fromEntries(Object.entries(files).map(([path, text]) => [`preview/${path}`, text]));
  assert.deepEqual(unzip(zip), expected);
  assert.deepEqual(await zipFolder(dir, 'preview'), zip);
});

/** Reads an archive from its directory, as programs do. */
function unzip(zip: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  const end = zip.length - 22;
  assert.equal(zip.readUInt32LE(end), 0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    assert.equal(zip.readUInt32LE(at), 0x02014b50);
    const [sum, packed, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const nameLength = zip.readUInt16LE(at + 28);
    const header = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    assert.equal(zip.readUInt32LE(header), 0x04034b50);
    assert.equal(zip.toString('utf8', header + 30, header + 30 + nameLength), name);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const content = inflateRawSync(zip.subarray(start, start + packed));
    assert.equal(content.length, size);
    assert.equal(crc32(content), sum);
    files[name] = content.toString('utf8');
    at += 46 + nameLength;
  }
  return files;
}
