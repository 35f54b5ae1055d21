import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCatalogue } from '../../load.ts';
import { HOSTILE } from '../hostile-spec.fixture.ts';
import { pythonClient } from './client.ts';

test('no text of a spec becomes code in its Python client', async (t) => {
  const specsDir = await mkdtemp(join(tmpdir(), 'client-'));
  t.after(() => rm(specsDir, { recursive: true }));
  await mkdir(join(specsDir, 'hostile/v1'), { recursive: true });
  const spec = JSON.stringify(HOSTILE).replaceAll('*/ stolen()', '\\"\\"\\" \\\\\\" \\r stolen()');
  await writeFile(join(specsDir, 'hostile/v1/openapi.json'), spec);
  const [service] = (await loadCatalogue({ specsDir, cacheDir: null })).services;
  assert.ok(service);
  const client = pythonClient(service, 'https://dpi.example');
  const code = client.replace(/"""(?:\\[\s\S]|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|#.*/g, '');
  assert.ok(!code.includes('stolen()'), code);
  assert.match(code, /def proto\(/);
  assert.match(code, /def class_stolen\(/);
});
