import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { type CheckReport, check } from './index.ts';

const SPECS = resolve(import.meta.dirname, '..');

/** Findings of a report by their files, each as one text. */
function byFile({ findings, services }: CheckReport): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const finding of [...findings, ...services.flatMap((service) => service.findings)]) {
    files.set(finding.file, [...(files.get(finding.file) ?? []), JSON.stringify(finding)].sort());
  }
  return files;
}

/** A repository with the given specs, of which everything is checked against its last commit. */
async function repository(t: TestContext, write: (specs: string) => Promise<void>): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'same-')));
  t.after(() => rm(root, { recursive: true, force: true }));
  await write(join(root, 'specs'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@a.example', ...args], { cwd: root, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Specs');
  await mkdir(join(root, 'specs/ruleset'), { recursive: true });
  await writeFile(join(root, 'specs/ruleset/changed.ts'), 'export default {};\n');
  return join(root, 'specs/services');
}

async function copyOfOurs(specs: string): Promise<void> {
  for (const name of ['services', 'standards', 'journeys', 'service-problems.yaml'])
    await cp(join(SPECS, name), join(specs, name), { recursive: true });
}

test('a file gets the same findings by itself, with some others, with all and against a base', async (t) => {
  const specsDir = await repository(t, copyOfOurs);
  const all = byFile(await check());
  assert.deepEqual(byFile(await check({ specsDir, base: 'main', cacheDir: null })), all);
  const shared = new Set<string>();
  const ids = (await readdir(join(SPECS, 'services'))).sort();
  // Each run reads everything: a service by itself stands for all of them, and the rest are checked with other neighbours.
  const groups = [
    ids.slice(0, 1),
    ids.filter((_, index) => index % 2 === 1),
    ids.filter((_, index) => index % 2 === 0),
  ];
  for (const services of groups) {
    for (const [file, findings] of byFile(await check({ services }))) {
      if (services.some((id) => file.startsWith(`${id}/`))) assert.deepEqual(findings, all.get(file), file);
      // Of a shared file a service sees what it refers to.
      else for (const finding of findings) shared.add(finding);
    }
  }
  const expected = [...all].filter(([file]) => file.startsWith('../')).flatMap(([, findings]) => findings);
  assert.deepEqual([...shared].sort(), expected.sort());
});

/** A spec of OpenAPI 3.0 that refers to everything in the shared standards. */
async function referringToAll(specs: string): Promise<void> {
  for (const name of ['standards', 'service-problems.yaml'])
    await cp(join(SPECS, name), join(specs, name), { recursive: true });
  const components: Record<string, Record<string, object>> = {};
  for (const file of await readdir(join(SPECS, 'standards/v1'))) {
    if (file.endsWith('.overlay.yaml')) continue;
    const parts = parse(await readFile(join(SPECS, 'standards/v1', file), 'utf8'));
    for (const section of ['schemas', 'parameters', 'headers', 'responses'])
      for (const name of Object.keys(parts[section] ?? {}))
        components[section] = {
          ...components[section],
          [name]: { $ref: `../../../standards/v1/${file}#/${section}/${name}` },
        };
  }
  const spec = { openapi: '3.0.3', info: { title: 'KYC', version: '1.0.0' }, paths: {}, components };
  await mkdir(join(specs, 'services/kyc/v1'), { recursive: true });
  await writeFile(join(specs, 'services/kyc/v1/openapi.json'), JSON.stringify(spec));
}

test('a spec of OpenAPI 3.0 may refer to every shared standard, however it is checked', async (t) => {
  const specsDir = await repository(t, referringToAll);
  const reports = [
    await check({ specsDir, cacheDir: null }),
    await check({ specsDir, cacheDir: null, services: ['kyc'] }),
    await check({ specsDir, cacheDir: null, base: 'main' }),
  ];
  const [first, ...others] = reports.map(byFile);
  for (const other of others) assert.deepEqual(other, first);
  const rules = reports.flatMap(({ findings, services }) =>
    [...findings, ...services.flatMap((service) => service.findings)].map(({ rule }) => rule),
  );
  assert.deepEqual(
    rules.filter((rule) => ['struct', 'reference-resolves', 'spec-readable'].includes(rule)),
    [],
  );
});
