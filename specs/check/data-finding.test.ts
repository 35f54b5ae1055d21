import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DataFileError, readDataFile } from '../catalogue/data-file.ts';
import { openPlatformTexts } from '../texts/index.ts';
import { dataFinding } from './data-finding.ts';
import { checkTexts } from './texts.ts';

const texts = await openPlatformTexts();

test('a persona or country file that cannot be read is a finding with file and line', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'data-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  await writeFile(join(dir, 'rahima.yaml'), 'id: rahima\nname: { en: Rahima\nfacts: {}\n');
  const error = await readDataFile(join(dir, 'rahima.yaml')).catch((reason) => reason);
  assert.ok(error instanceof DataFileError);
  const { file, line, message, severity } = dataFinding(error, join(dir, 'services'), checkTexts(texts, 'en'));
  assert.deepEqual([file, severity], ['../rahima.yaml', 'error']);
  assert.ok(line >= 2);
  assert.doesNotMatch(message, /\n|rahima\.yaml|at line/);
});

test('a data file that is missing or in another encoding is a finding too', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'data-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  await writeFile(join(dir, 'country.yaml'), Buffer.from('id: bd\n', 'utf16le').fill(0xff, 0, 2));
  for (const [name, reason] of [
    ['country.yaml', /UTF-8/],
    ['none.yaml', /missing/],
  ] as const) {
    const error = await readDataFile(join(dir, name)).catch((refusal) => refusal);
    assert.ok(error instanceof DataFileError);
    const { file, message } = dataFinding(error, join(dir, 'services'), checkTexts(texts, 'en'));
    assert.equal(file, `../${name}`);
    assert.match(message, reason);
  }
});

test('what two files share is told at the folder they are in', () => {
  const error = new DataFileError('/data/personas: nid 1990 belongs to both a and b; give one another');
  const { file, line, message } = dataFinding(error, '/data/services', checkTexts(texts, 'bn'));
  assert.deepEqual([file, line, message], ['../personas', 1, 'nid 1990 belongs to both a and b; give one another']);
});
