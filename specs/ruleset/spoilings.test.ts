import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { positionAt } from '../base/text-position.ts';
import { readDataFile } from '../catalogue/data-file.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { objectsIn } from '../json/value.ts';
import { readChoices } from '../scaffold/choices.ts';
import { newService } from '../scaffold/new-service.ts';
import { assessCatalogue } from './assess.ts';

const SPECS = resolve(import.meta.dirname, '..');
const ANSWERS = {
  id: 'good',
  title: 'Land records',
  titleBn: 'জমির রেকর্ড',
  layer: 'data',
  agency: 'land-ministry',
  audience: ['bank'],
  dataProtection: 'personal',
  contact: 'api@land.example',
};

const dir = await mkdtemp(join(tmpdir(), 'spoilings-'));
after(() => rm(dir, { recursive: true, force: true }));
const specsDir = join(dir, 'services');
await mkdir(specsDir);
await cp(join(SPECS, 'service-problems.yaml'), join(dir, 'service-problems.yaml'));
const made = await newService(ANSWERS, await readChoices(), { specsDir, today: '2026-11-23' });
const good = (await readFile(join(made.folder, 'openapi.yaml'), 'utf8'))
  .replace('x-lifecycle: draft', 'x-lifecycle: stable')
  .replaceAll('/good/v1', '/land-records/v1');
await writeFile(join(made.folder, 'openapi.yaml'), good);

const spoilings = objectsIn((await readDataFile(join(import.meta.dirname, 'spoilings.yaml'))).spoilings).map(
  ({ name, find, put, rule, at }, index) => {
    const [from, to] = [String(find), String(put)];
    assert.ok(good.includes(from), `${name}: the good spec has no "${from}"`);
    const text = good.replace(from, () => to);
    const place = text.indexOf(String(at ?? put));
    assert.notEqual(place, -1, `${name}: the spoiled spec has no "${at ?? put}"`);
    const { line } = positionAt(text, place);
    return { id: `spoiled-${index + 1}`, name: String(name), rule: String(rule), text, line };
  },
);
for (const { id, text } of spoilings) {
  const folder = join(specsDir, id, 'v1');
  await cp(made.folder, folder, { recursive: true });
  await writeFile(join(folder, 'openapi.yaml'), text);
}
const { findings } = await assessCatalogue(await loadCatalogue({ specsDir, cacheDir: null }), {
  specsDir,
  cacheDir: null,
  today: '2026-11-23',
});

test('nothing is found in the good spec, and there are at least 43 ways to spoil it', () => {
  assert.deepEqual(
    findings.filter(({ service }) => service === 'good/v1'),
    [],
  );
  assert.ok(spoilings.length >= 43);
});

describe('a spoiled spec is found at its line', () => {
  for (const { id, name, rule, line } of spoilings) {
    test(name, () => {
      const found = findings.filter((finding) => finding.service === `${id}/v1` && finding.rule === rule);
      assert.ok(
        found.some((finding) => finding.line === line),
        `${rule} must be at line ${line}, and is at ${found.map((finding) => finding.line).join(', ') || 'none'}`,
      );
    });
  }
});
