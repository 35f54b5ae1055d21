import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadCatalogue } from '../catalogue/load.ts';
import type { Catalogue } from '../catalogue/model.ts';
import { type AssessOptions, assessCatalogue } from './assess.ts';

const spec = (info: string, rest = '') => `openapi: 3.1.0
info:
  title: Things
  version: 1.0.0
  x-lifecycle: beta
${info}paths:
  /bigThings:
    get:
      operationId: listThings
      responses: { '200': { description: Things. } }
${rest}`;

async function folder(t: TestContext, files: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'assess-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), content);
  }
  return dir;
}

async function assess(specsDir: string, options: AssessOptions & { locale?: string } = {}): Promise<Catalogue> {
  const { locale = 'en', cacheDir = null, ...rest } = options;
  const catalogue = await loadCatalogue({ specsDir, locale, cacheDir });
  return assessCatalogue(catalogue, { specsDir, cacheDir, today: '2026-11-23', ...rest });
}

const kebab = ({ findings }: Catalogue) => findings.filter(({ rule }) => rule === 'path-kebab-case');

const waived = (until: string, pointer = '') =>
  spec(`  x-waivers:
    - { rule: path-kebab-case, reason: Callers rely on this path for years now., until: '${until}'${pointer} }
`);

test('a violation names its place, and is an error from the stage on that its rule is required at', async (t) => {
  const catalogue = await assess(await folder(t, { 'things/v1/openapi.yaml': spec('') }));
  const [finding] = kebab(catalogue);
  assert.deepEqual(
    [finding?.service, finding?.file, finding?.line, finding?.severity],
    ['things/v1', 'things/v1/openapi.yaml', 7, 'error'],
  );
  const draft = await folder(t, { 'things/v1/openapi.yaml': spec('').replace('beta', 'draft') });
  assert.equal(kebab(await assess(draft))[0]?.severity, 'warning');
});

test('a rule that is waived is no finding and still costs its points, and the waiver is listed', async (t) => {
  const { findings, services } = await assess(await folder(t, { 'a/openapi.yaml': waived('2027-06-30') }));
  assert.deepEqual(kebab({ findings } as Catalogue), []);
  const assessment = services[0]?.assessment;
  assert.ok(assessment?.losses.some(({ rule }) => rule === 'path-kebab-case'));
  assert.deepEqual(
    assessment?.waivers.map(({ rule, expired }) => [rule, expired]),
    [['path-kebab-case', false]],
  );
});

test('a waiver that has ended lets nothing off, and is itself named', async (t) => {
  const catalogue = await assess(await folder(t, { 'a/openapi.yaml': waived('2026-11-22') }));
  assert.equal(kebab(catalogue).length, 1);
  assert.equal(catalogue.services[0]?.assessment?.waivers[0]?.expired, true);
  assert.match(catalogue.findings.find(({ rule }) => rule === 'waiver-complete')?.message ?? '', /ended on 2026-11-22/);
});

test('a waiver holds on its last day', async (t) => {
  assert.deepEqual(kebab(await assess(await folder(t, { 'a/openapi.yaml': waived('2026-11-23') }))), []);
});

test('a waiver with a pointer lets off that place alone', async (t) => {
  const elsewhere = await folder(t, { 'a/openapi.yaml': waived('2027-06-30', ', pointer: /paths/~1other') });
  assert.equal(kebab(await assess(elsewhere)).length, 1);
  for (const pointer of ['/paths/~1bigThings', "'#/paths/~1bigThings'"]) {
    const here = await folder(t, { 'a/openapi.yaml': waived('2027-06-30', `, pointer: ${pointer}`) });
    assert.equal(kebab(await assess(here)).length, 0);
  }
});

test('findings and guideline are in the language that was asked for', async (t) => {
  const dir = await folder(t, { 'a/openapi.yaml': spec('', 'unexpected: true\n') });
  const catalogue = await assess(dir, { locale: 'bn' });
  assert.match(kebab(catalogue)[0]?.message ?? '', /\p{Script=Bengali}/u);
  const redocly = catalogue.findings.find(({ rule }) => rule === 'struct');
  assert.match(redocly?.message ?? '', /\p{Script=Bengali}.*`unexpected`|`unexpected`.*\p{Script=Bengali}/u);
  assert.match(catalogue.guideline[0]?.title ?? '', /\p{Script=Bengali}/u);
});

test('a fault of a shared standard is reported once, whoever uses it, and costs no service points', async (t) => {
  const uses = `components:
  schemas: { Thing: { $ref: '../../standards/things.yaml#/schemas/Thing' } }
`;
  const standard = `schemas:
  Thing: { title: Thing, description: A thing., type: string, x-standard: thing, pattern: '[0-9]+', maxLength: 9 }
`;
  const specs = { 'services/a/openapi.yaml': spec('', uses), 'services/b/openapi.yaml': spec('', uses) };
  const catalogue = await assess(join(await folder(t, { ...specs, 'standards/things.yaml': standard }), 'services'));
  const found = catalogue.findings.filter(({ rule }) => rule === 'pattern-anchored');
  assert.deepEqual(
    found.map(({ service, file, line }) => [service, file, line]),
    [[null, '../standards/things.yaml', 2]],
  );
  for (const { assessment } of catalogue.services)
    assert.ok(!assessment?.losses.some(({ rule }) => rule === 'pattern-anchored'));
});

test('a spec that has not changed is not looked at again, in no language; one whose overlay or changelog changed is', async (t) => {
  const dir = await folder(t, { 'specs/a/openapi.yaml': spec('') });
  const [specsDir, cacheDir] = [join(dir, 'specs'), join(dir, 'cache')];
  const changelog = ({ findings }: Catalogue) => findings.filter(({ rule }) => rule === 'changelog-entry').length;
  const first = await assess(specsDir, { cacheDir });
  // Nothing can be looked at within no time: whatever is found then was remembered.
  assert.deepEqual(await assess(specsDir, { cacheDir, secondsEach: 0 }), first);
  assert.equal(changelog(first), 1);
  const inBangla = await assess(specsDir, { cacheDir, locale: 'bn', secondsEach: 0 });
  assert.equal(changelog(inBangla), 1);
  assert.deepEqual(inBangla.services[0]?.assessment?.score, first.services[0]?.assessment?.score);
  await writeFile(join(specsDir, 'a/CHANGELOG.md'), '## 1.0.0 — 2026-11-23\n');
  assert.equal(changelog(await assess(specsDir, { cacheDir })), 0);
});

test('a spec that takes longer than it may is given up, and has no score', async (t) => {
  const paths = Array.from(
    { length: 3000 },
    (_, n) => `  /things-${n}: { get: { operationId: getThings${n}, responses: {} } }\n`,
  );
  const large = spec('').replace(/paths:[\s\S]*/, `paths:\n${paths.join('')}`);
  const dir = await folder(t, { 'a/openapi.yaml': large });
  const { services, findings } = await assess(dir, { secondsEach: 0.25 });
  assert.deepEqual(
    services.map(({ id, assessment }) => [id, assessment === null]),
    [['a', true]],
  );
  const [given] = findings.filter(({ rule }) => rule === 'rule-failed');
  assert.deepEqual([given?.service, given?.severity], ['a/v1', 'error']);
  assert.match(given?.message ?? '', /more than 0.25 seconds of processor time/);
});
