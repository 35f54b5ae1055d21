import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runScript } from './command.fixture.ts';

let dir: string;
const at = (name: string) => join(dir, name);
const diff = (...args: string[]) => runScript('diff.ts', args);
const spec = (paths: string) => `openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\npaths: ${paths}\n`;
const GET = '{ get: { responses: { "200": { description: Fine } } } }';

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dpi-diff-'));
  await writeFile(at('one.yaml'), spec(`{ /a: ${GET} }`));
  await writeFile(at('two.yaml'), spec(`{ /a: ${GET}, /b: ${GET} }`));
  await writeFile(at('swagger.yaml'), 'swagger: "2.0"\n');
  await writeFile(at('text.yaml'), 'a: [b\n');
  await writeFile(at('empty.yaml'), '');
});
after(() => rm(dir, { recursive: true, force: true }));

test('a new operation breaks nobody and gets 0', async () => {
  const { code, out } = await diff(at('one.yaml'), at('two.yaml'));
  assert.equal(code, 0);
  assert.match(
    out,
    /Non-breaking \(1\)\n {2}✓ GET \/b {2}The operation is new\.\n {6}endpoint-added {2}\/paths\/~1b\/get/,
  );
  assert.match(out, /0 breaking, 0 potentially breaking, 1 non-breaking\. The next version is a minor one\./);
});

test('a lost operation breaks callers and gets 1', async () => {
  const { code, out } = await diff(at('two.yaml'), at('one.yaml'), '--locale', 'bn');
  assert.equal(code, 1);
  assert.match(out, /ক্লায়েন্টের কোড ভাঙে \(1\)/);
});

test('without a change it says so', async () => {
  const { code, out } = await diff(at('one.yaml'), at('one.yaml'));
  assert.deepEqual([code, out], [0, 'No changes for clients.\n']);
});

test('programs get JSON with both languages, pull requests get Markdown', async () => {
  const { out } = await diff(at('two.yaml'), at('one.yaml'), '--format', 'json');
  const { breaks, bump, summary, changes } = JSON.parse(out);
  assert.deepEqual([breaks, bump, summary], [true, 'major', { breaking: 1, warning: 0, harmless: 0 }]);
  assert.deepEqual(Object.keys(changes[0].text), ['en', 'bn']);
  const markdown = await diff(at('two.yaml'), at('one.yaml'), '--format', 'markdown');
  assert.match(markdown.out, /### Breaking \(1\)\n\n- \*\*GET \/b\*\*/);
});

test('a spec that cannot be read gets 2 and one line', async () => {
  for (const name of ['gone.yaml', 'swagger.yaml', 'text.yaml', 'empty.yaml', '.']) {
    const { code, out, error } = await diff(at(name), at('one.yaml'));
    assert.deepEqual([code, out], [2, '']);
    assert.equal(error.trim().split('\n').length, 1, error);
    assert.doesNotMatch(error, / {4}at /);
  }
});

test('wrong use gets 2 and the right use', async () => {
  for (const args of [[], [at('one.yaml')], [at('one.yaml'), at('two.yaml'), '--format', 'xml'], ['--nothing']]) {
    const { code, error } = await diff(...args);
    assert.equal(code, 2);
    assert.match(error, /Use: npm run diff/);
  }
});
