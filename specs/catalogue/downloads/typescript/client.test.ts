import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCatalogue } from '../../load.ts';
import { HOSTILE } from '../hostile-spec.fixture.ts';
import { typescriptClient } from './client.ts';

test('no text of a spec becomes code in its client', async (t) => {
  const specsDir = await mkdtemp(join(tmpdir(), 'client-'));
  t.after(() => rm(specsDir, { recursive: true }));
  await mkdir(join(specsDir, 'hostile/v1'), { recursive: true });
  await writeFile(join(specsDir, 'hostile/v1/openapi.json'), JSON.stringify(HOSTILE));
  const [service] = (await loadCatalogue({ specsDir, cacheDir: null })).services;
  assert.ok(service);
  const client = typescriptClient(service, 'https://dpi.example');
  const code = client.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\])*"/g, '');
  assert.ok(!code.includes('stolen'), code);

  const file = join(specsDir, 'client.ts');
  await writeFile(file, client);
  const { createClient } = await import(file);
  const asked: string[] = [];
  const record = async (url: URL) => {
    asked.push(url.pathname);
    return new Response('');
  };
  const api = createClient({ fetch: record });
  assert.deepEqual(Object.keys(api), ['__proto__', 'class; stolen()']);
  await api['class; stolen()']();
  assert.equal(asked.length, 1);
});
