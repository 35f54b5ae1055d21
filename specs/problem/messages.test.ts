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

/** Calls of functions whose first text is the name of a message, and what the name stands below where the file does not say. */
const CALLS: [call: RegExp, prefix: string][] = [
  [/\b(violationText)\('([\w-]+)'/g, 'requests.violation'],
  [/\b(malformed)\('([\w-]+)'/g, 'requests.malformed'],
  [/\b(mockProblem)\(\s*'[\w-]+',\s*'([\w-]+)'/g, 'mock'],
  [/\b(refused)\('[\w-]+', '([\w-]+)'/g, 'control.registry'],
  [/\b(signInRequired)\('([\w-]+)'/g, 'control.signing-in'],
];
/** The id of a message in full. */
const ID = /'((?:sandbox|control|requests|mock)\.(?!sqlite)[\w.-]+)'/g;
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
    const ids = [...text.matchAll(ID)].map(([, id = '']) => id);
    for (const [call, prefix] of CALLS) {
      for (const [, name = '', message = ''] of text.matchAll(call)) {
        // A file may have such a function of its own.
        const own = new RegExp(`function ${name}\\([\\s\\S]{0,300}?\`([\\w.-]+)\\.\\$\\{`).exec(text)?.[1];
        ids.push(`${own ?? prefix}.${message}`);
      }
    }
    found += ids.length;
    for (const id of ids) if (!texts.has(id)) wrong.push(`${file}: text ${id}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(found > 150, `${found} found`);
});
