import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { readProblems } from '../catalogue/problems.ts';
import { filesBelow } from '../catalogue/tree-files.ts';
import { openPlatformTexts } from '../texts/index.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const texts = await openPlatformTexts();
const types = new Set((await readProblems(join(REPOSITORY, 'specs/problems.yaml'), 'en')).map(({ id }) => id));

/** Where the id of a message stands in code, and how it is written in full. */
const MESSAGES: [written: RegExp, id: (name: string) => string][] = [
  [/'((?:sandbox|control|requests|mock)\.(?!sqlite)[\w.-]+)'/g, (id) => id],
  [/\bfault\('([\w-]+)'/g, (name) => `requests.fault.${name}`],
  [/\bmalformed\('([\w-]+)', \{|\bmalformed\('([\w-]+)'\)/g, (name) => name],
  [/\bmockProblem\(\s*'[\w-]+',\s*'([\w-]+)'/g, (name) => `mock.${name}`],
  [/\brefused\('[\w-]+', '([\w-]+)'/g, (name) => `control.registry.${name}`],
  [/\bsignInRequired\('([\w-]+)'/g, (name) => `control.signing-in.${name}`],
];
/** Where the id of a problem type stands in code. */
const TYPES = [
  /\bnew ProblemError\(\s*'([\w-]+)'/g,
  /\bmockProblem\(\s*'([\w-]+)'/g,
  /\brefused\('([\w-]+)'/g,
  /\bid: '([\w-]+)',\s*detail\b/g,
];

async function code(): Promise<{ file: string; text: string }[]> {
  const folders = ['mocks', 'sandbox'].map((name) => join(REPOSITORY, name));
  const all = await Promise.all(folders.map((folder) => filesBelow([folder], folder)));
  const sources = all.flatMap(({ files }) => files).filter((file) => /(?<!\.test|\.fixture)\.ts$/.test(file));
  return Promise.all(
    sources.map(async (file) => ({ file: relative(REPOSITORY, file), text: await readFile(file, 'utf8') })),
  );
}

test('every problem in code has a type and a text', async () => {
  const wrong: string[] = [];
  let found = 0;
  for (const { file, text } of await code()) {
    for (const pattern of TYPES) {
      for (const [, id = ''] of text.matchAll(pattern)) {
        found += 1;
        if (!types.has(id)) wrong.push(`${file}: type ${id}`);
      }
    }
    for (const [pattern, idOf] of MESSAGES) {
      for (const [, one, other] of text.matchAll(pattern)) {
        found += 1;
        const name = one ?? other ?? '';
        const ids = pattern.source.includes('malformed')
          ? [`requests.malformed.${name}`, `sandbox.request.${name}`]
          : [idOf(name)];
        if (!ids.some((id) => texts.has(id))) wrong.push(`${file}: text ${ids[0]}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(found > 150, `${found} found`);
});
