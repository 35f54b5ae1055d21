import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadCatalogue } from '../catalogue/index.ts';
import { assessCatalogue } from '../ruleset/index.ts';
import { readChoices } from './choices.ts';
import { newService } from './new-service.ts';
import type { Answers } from './questions.ts';

const choices = await readChoices();
const ANSWERS: Answers = {
  id: 'land-records',
  title: "Land: the owner's {{records}}, #1",
  titleBn: 'জমির রেকর্ড',
  layer: 'data',
  agency: 'land-ministry',
  audience: ['bank', 'startup'],
  dataProtection: 'personal',
  contact: 'api@land.example',
};

async function emptyFolder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-scaffold-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

test('a new service passes the check as a draft, and the whole guideline finds nothing in it', async (t) => {
  const dir = await emptyFolder(t);
  const specsDir = join(dir, 'services');
  await mkdir(specsDir);
  await cp(join(import.meta.dirname, '../service-problems.yaml'), join(dir, 'service-problems.yaml'));
  const made = await newService(ANSWERS, choices, { specsDir, today: '2026-11-23' });
  assert.equal(made.folder, join(specsDir, 'land-records', 'v1'));
  const catalogue = await assessCatalogue(await loadCatalogue({ specsDir, cacheDir: null }), {
    specsDir,
    cacheDir: null,
  });
  assert.deepEqual(catalogue.findings, []);
  const [service] = catalogue.services;
  assert.equal(service?.lifecycle, 'draft');
  assert.equal(service?.assessment?.score, 100);
});

test('answers stand in the spec as they were given, whatever characters they hold', async (t) => {
  const specsDir = await emptyFolder(t);
  await newService(ANSWERS, choices, { specsDir, today: '2026-11-23' });
  const [service] = (await loadCatalogue({ specsDir, cacheDir: null })).services;
  assert.equal(service?.title, ANSWERS.title);
  assert.equal(service?.layer, 'data');
  assert.deepEqual(service?.audience, ['bank', 'startup']);
  assert.deepEqual(service?.contact, {
    name: 'Ministry of Land',
    url: 'https://land.example',
    email: 'api@land.example',
  });
  assert.equal(service?.servers[0]?.url, 'https://api.dpi.example/land-records/v1');
  assert.match(service?.changelog ?? '', /## 1\.0\.0 — 2026-11-23/);
});

test('the Bangla of a new service is complete', async (t) => {
  const specsDir = await emptyFolder(t);
  await newService(ANSWERS, choices, { specsDir, today: '2026-11-23' });
  const { services, findings } = await loadCatalogue({ specsDir, cacheDir: null, locale: 'bn' });
  const [service] = services;
  assert.deepEqual(findings, []);
  assert.equal(service?.title, ANSWERS.titleBn);
  assert.equal(service?.contact?.name, 'ভূমি মন্ত্রণালয়');
  for (const { summary, description } of service?.operations ?? []) assert.match(summary + description, /[ঀ-৿]/);
});

test('the examples of a new service show people whom the sandbox knows, with their identifiers', async (t) => {
  const specsDir = await emptyFolder(t);
  await newService(ANSWERS, choices, { specsDir, today: '2026-11-23' });
  const [service] = (await loadCatalogue({ specsDir, cacheDir: null })).services;
  const open = service?.operations.find(({ id }) => id === 'openCase');
  const pairs = open?.examples.filter(({ request }) => request !== null) ?? [];
  assert.deepEqual(
    pairs.map(({ personas, response }) => [...personas, response?.status]),
    [
      ['rahima-begum', '201'],
      ['karim-mia', '201'],
      ['mizanur-rahman', '409'],
      ['nobody', '422'],
    ],
  );
});

test('the places to edit are lines of the file', async (t) => {
  const specsDir = await emptyFolder(t);
  const { folder, edits } = await newService(ANSWERS, choices, { specsDir, today: '2026-11-23' });
  const lines = (await readFile(join(folder, 'openapi.yaml'), 'utf8')).split('\n');
  const keys = edits.map(({ line }) => lines[line - 1]?.trim().split(':')[0]);
  assert.deepEqual(keys, ['summary', 'description', 'servers', 'tags', 'paths', 'schemas']);
});

test('nothing that is there is overwritten', async (t) => {
  const specsDir = await emptyFolder(t);
  const options = { specsDir, today: '2026-11-23' };
  const { folder } = await newService(ANSWERS, choices, options);
  await writeFile(join(folder, 'openapi.yaml'), 'mine');
  await assert.rejects(newService(ANSWERS, choices, options), {
    message: /is there already; nothing was written/,
    exitCode: 1,
  });
  assert.equal(await readFile(join(folder, 'openapi.yaml'), 'utf8'), 'mine');
});

test('a name that a file, or a folder of another kind, has already is refused', async (t) => {
  const specsDir = await emptyFolder(t);
  await writeFile(join(specsDir, 'land-records.yaml'), 'openapi: 3.1.0\n');
  await mkdir(join(specsDir, 'water'));
  await writeFile(join(specsDir, 'water', 'notes.txt'), '');
  for (const id of ['land-records', 'water']) {
    const made = newService({ ...ANSWERS, id }, choices, { specsDir, today: '2026-11-23' });
    await assert.rejects(made, { message: /is there already/, exitCode: 1 });
  }
  assert.deepEqual((await readdir(specsDir)).sort(), ['land-records.yaml', 'water']);
});

test('a folder of services that is none is wrong use', async () => {
  const made = newService(ANSWERS, choices, { specsDir: join(tmpdir(), 'dpi-no-such-folder'), today: '2026-11-23' });
  await assert.rejects(made, { message: /is not a folder/, exitCode: 2 });
});
