import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DataFileError } from './data-file.ts';
import { readPersonas } from './personas.ts';

const REFUSED: [string, string, RegExp][] = [
  ['whose id is only the end of its file name', "id: amin\nidentifiers: { nid: '1' }\n", /id "amin" must equal/],
  ['without an id', "identifiers: { nid: '1' }\n", /id "" must equal/],
  ['whose identifiers are a text', 'id: al-amin\nidentifiers: none\n', /identifiers must be a mapping/],
  ['whose number is not in quotes', 'id: al-amin\nidentifiers: { nid: 1 }\n', /identifier nid must be a string/],
];

for (const [name, content, message] of REFUSED) {
  test(`a persona ${name} is refused with its file`, async (t) => {
    const dir = await mkdtemp(join(tmpdir(), 'personas-'));
    t.after(() => rm(dir, { recursive: true, force: true }));
    await writeFile(join(dir, 'al-amin.yaml'), content);
    await assert.rejects(readPersonas(dir, 'en'), (error: Error) => {
      assert.ok(error instanceof DataFileError);
      assert.ok(error.message.startsWith(join(dir, 'al-amin.yaml')));
      assert.match(error.message, message);
      return true;
    });
  });
}
