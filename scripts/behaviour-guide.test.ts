import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createMockEngine, MemoryStore, pairDifferences, Worlds } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { behaviourFindings } from '@dpi/specs/behaviour';
import { newService, readChoices } from '@dpi/specs/scaffold';

const ROOT = resolve(import.meta.dirname, '..');
const GUIDES = ['docs/behaviours.md', 'portal/i18n/bn/docusaurus-plugin-content-docs/current/behaviours.md'];
const [english = '', bangla = ''] = await Promise.all(
  GUIDES.map(async (file) => {
    const guide = await readFile(resolve(ROOT, file), 'utf8');
    const [, section = ''] = /\n## [^\n]*\n\n[^\n]*`npm run new-service`([\s\S]*?)\n## /.exec(guide) ?? [];
    return section;
  }),
);
const [reading = '', seed = '', creating = '', imports = '', refusing = '', listing = '', translation = ''] = [
  ...english.matchAll(/```yaml\n([\s\S]*?)```/g),
].map(([, block = '']) => block);

/** The service of the guide, with the files as a reader has them after some steps. */
async function serviceWith(t: TestContext, behaviour: string, seedText: string | null) {
  const specsDir = await mkdtemp(join(tmpdir(), 'dpi-guide-'));
  t.after(() => rm(specsDir, { recursive: true }));
  const answers = {
    ...{ id: 'cases', title: 'Cases', titleBn: 'Cases', layer: 'services', agency: 'a2i' },
    ...{ audience: ['bank'], dataProtection: 'internal', contact: 'a@b.example' },
  };
  const { folder } = await newService(answers, await readChoices(), { specsDir, today: '2026-11-23' });
  await rm(join(folder, 'seed.yaml'));
  await writeFile(join(folder, 'behaviour.yaml'), behaviour);
  await writeFile(join(folder, 'behaviour.bn.yaml'), translation);
  if (seedText !== null) await writeFile(join(folder, 'seed.yaml'), seedText);
  const catalogue = await loadCatalogue({ specsDir, cacheDir: null });
  const [service] = catalogue.services;
  assert.ok(service?.behaviour);
  const findings = [...catalogue.findings, ...(await behaviourFindings(catalogue, service, specsDir))];
  assert.deepEqual(findings, []);
  const differences = await pairDifferences(catalogue, service);
  return {
    catalogue,
    service,
    differing: differences.map(
      ({ example, operation, actual, expected }) =>
        `The request "${example}" of ${operation} gets ${actual} from the behaviour; its response says ${expected}.`,
    ),
  };
}

/** What the guide says that the check finds, from one mark to another. */
function saidBetween(from: string, to: string): string[] {
  const part = english.slice(english.indexOf(from), english.indexOf(to));
  return [...part.matchAll(/^> (.+)$/gm)].map(([, line = '']) => line);
}

test('both languages have the same files, commands and findings', () => {
  const fixed = (section: string) => section.match(/```[\s\S]*?```|^> .+$/gm) ?? [];
  assert.ok(fixed(english).length >= 12);
  assert.deepEqual(fixed(bangla), fixed(english));
});

test('step by step, the check finds what the guide says, and at the end nothing', async (t) => {
  const first = await serviceWith(t, reading, null);
  assert.ok(first.differing.includes(saidBetween('**1.', '**2.')[0] ?? ''), first.differing.join('\n'));
  assert.deepEqual((await serviceWith(t, reading, seed)).differing, []);
  const open = `${reading}\n${creating}`;
  assert.deepEqual((await serviceWith(t, open, seed)).differing, saidBetween('**3.', '**4.'));
  const refused = creating.replace('  openCase:\n', () => refusing);
  const { differing, service, catalogue } = await serviceWith(
    t,
    `${imports}\n${reading}\n${refused}\n${listing}`,
    seed,
  );
  assert.deepEqual(differing, []);
  const reasons = Object.values(service.behaviour?.operations ?? {}).flatMap(({ refuse }) => Object.values(refuse));
  assert.ok(reasons.length === 4 && reasons.every(({ because }) => /[\u0980-\u09ff]/.test(because.bn ?? '')));

  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  const engine = await createMockEngine(catalogue, { publicUrl: '', worlds });
  const call = async (method: string, path: string, body: string | null) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': '01KB2M4E7Q9RS5T6V8W0X1Y2Z3' };
    const request = { method, path, query: '', headers, body: body === null ? null : Buffer.from(body) };
    const caller = { world: 'a', requestId: '', language: 'en' };
    const answer = await engine.answerWithoutBlocking('cases', 'v1', request, caller);
    return { status: answer.status, body: JSON.parse(String(answer.body)) };
  };
  const [, sent = ''] = /-d '([^']+)'/.exec(english) ?? [];
  const opened = await call('POST', '/cases', sent);
  assert.equal(opened.status, 201);
  assert.deepEqual(await call('GET', `/cases/${opened.body.caseId}`, null), { status: 200, body: opened.body });
});
