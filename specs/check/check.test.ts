import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { serviceReference } from '../catalogue/service-reference.ts';
import { BaseError, type CheckOptions, type CheckReport, check, UnknownServiceError } from './index.ts';

const STANDARD = `schemas:
  Colour:
    title: Colour
    description: A colour of a thing.
    x-standard: colour
    type: string
    enum: [red, blue]
`;

const spec = (id: string, version = '1.0.0', more = '', lifecycle = 'beta') => `openapi: 3.1.0
info: { title: ${id}, version: ${version}, x-lifecycle: ${lifecycle} }
paths:
  /${id}:
    get:
      operationId: list${id}
      parameters:
        - { name: colour, in: query, schema: { $ref: '../../../standards/v1/colours.yaml#/schemas/Colour' } }
${more}      responses: { '200': { description: All of them. } }
`;
const REQUIRED = '        - { name: size, in: query, required: true, schema: { type: integer } }\n';
const OPTIONAL = '        - { name: size, in: query, schema: { type: integer } }\n';

class Repository {
  readonly root: string;
  readonly specsDir: string;

  constructor(root: string) {
    this.root = root;
    this.specsDir = join(root, 'specs/services');
  }

  async write(files: Record<string, string>): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(this.root, name)), { recursive: true });
      await writeFile(join(this.root, name), content);
    }
  }

  git(...args: string[]): void {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@dpi.example', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], { cwd: this.root, stdio: 'pipe' });
  }

  async commit(files: Record<string, string>): Promise<void> {
    await this.write(files);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'Change');
  }

  check(options: CheckOptions = {}): Promise<CheckReport> {
    return check({ specsDir: this.specsDir, cacheDir: null, ...options });
  }
}

async function folder(t: TestContext): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'check-')));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Two services that use a standard, committed as `main`. */
async function repository(t: TestContext): Promise<Repository> {
  const made = new Repository(await folder(t));
  made.git('init', '--quiet', '--initial-branch=main');
  await made.commit({
    'specs/standards/v1/colours.yaml': STANDARD,
    'specs/services/cups/v1/openapi.yaml': spec('cups'),
    'specs/services/plates/v1/openapi.yaml': spec('plates'),
  });
  return made;
}

const ids = ({ services }: CheckReport) => services.map(({ id }) => id).sort();
const rules = (report: CheckReport, id: string) =>
  report.services.find((service) => service.id === id)?.findings.map(({ rule }) => rule) ?? [];

test('without a repository, every service is checked', async (t) => {
  const plain = new Repository(await folder(t));
  await plain.write({ 'specs/services/cups/v1/openapi.yaml': spec('cups') });
  const report = await plain.check();
  assert.deepEqual(ids(report), ['cups']);
  assert.deepEqual([report.base, report.services[0]?.scoreBefore, report.services[0]?.changes], [null, null, null]);
  await assert.rejects(plain.check({ base: 'main' }), (error) => {
    assert.ok(error instanceof BaseError);
    assert.match(error.message, /--base needs a git repository/);
    return true;
  });
});

test('a ref that git does not know, and one that looks like an option, are refused in one line', async (t) => {
  const repo = await repository(t);
  for (const base of ['no-such-branch', '--output=/tmp/x', 'main..', 'HEAD~99']) {
    await assert.rejects(repo.check({ base }), (error) => {
      assert.ok(error instanceof BaseError);
      assert.match(error.message, /^--base: there is no ".*" in this repository\. [^\n]*$/);
      return true;
    });
  }
});

test('an unknown service is refused with those there are', async (t) => {
  const repo = await repository(t);
  await assert.rejects(repo.check({ services: ['cup'] }), (error) => {
    assert.ok(error instanceof UnknownServiceError);
    assert.equal(error.message, 'There is no service "cup". There are: cups, plates.');
    return true;
  });
});

test('with a base, only services are checked that the change touches', async (t) => {
  const repo = await repository(t);
  assert.deepEqual(ids(await repo.check({ base: 'main' })), []);
  await repo.write({ 'README.md': 'Hello', 'specs/services/cups/v1/CHANGELOG.md': '## 1.0.0\n' });
  assert.deepEqual(ids(await repo.check({ base: 'main' })), ['cups']);
});

test('the folder of specs may be reached by a link', async (t) => {
  const repo = await repository(t);
  const link = join(await folder(t), 'link');
  await symlink(repo.root, link);
  await repo.write({ 'specs/services/cups/v1/CHANGELOG.md': '## 1.0.0\n' });
  assert.deepEqual(ids(await repo.check({ base: 'main', specsDir: join(link, 'specs/services') })), ['cups']);
});

test('a change of a standard touches all that use it', async (t) => {
  const repo = await repository(t);
  const alone = spec('bowls').replace(/ {6}parameters:\n.*\n/, '');
  await repo.commit({ 'specs/services/bowls/v1/openapi.yaml': alone });
  await repo.write({ 'specs/standards/v1/colours.yaml': STANDARD.replace('[red, blue]', '[red, blue, green]') });
  const report = await repo.check({ base: 'HEAD' });
  assert.deepEqual(ids(report), ['cups', 'plates']);
  for (const { changes } of report.services) assert.notDeepEqual(changes, []);
});

test('a change of a rule touches every service', async (t) => {
  const repo = await repository(t);
  await repo.write({ 'specs/ruleset/rules/new-rule.ts': 'export default {};\n' });
  const report = await repo.check({ base: 'main' });
  assert.deepEqual(ids(report), ['cups', 'plates']);
  assert.deepEqual(
    report.services.map(({ changes, score, scoreBefore }) => [changes, score === scoreBefore]),
    [
      [[], true],
      [[], true],
    ],
  );
});

test('what others did to the base meanwhile is no change of ours', async (t) => {
  const repo = await repository(t);
  repo.git('checkout', '--quiet', '-b', 'ours');
  await repo.commit({ 'specs/services/cups/v1/openapi.yaml': spec('cups', '1.1.0', OPTIONAL) });
  repo.git('checkout', '--quiet', 'main');
  await repo.commit({ 'specs/services/plates/v1/openapi.yaml': spec('plates', '1.1.0', OPTIONAL) });
  repo.git('checkout', '--quiet', 'ours');
  assert.deepEqual(ids(await repo.check({ base: 'main' })), ['cups']);
});

test('changes are reported against the base as it was, its standards included', async (t) => {
  const repo = await repository(t);
  await repo.write({ 'specs/services/cups/v1/openapi.yaml': spec('cups', '1.1.0', OPTIONAL) });
  const report = await repo.check({ base: 'main' });
  const [cups] = report.services;
  assert.deepEqual(
    cups?.changes?.map(({ id, operation }) => [id, operation]),
    [['new-optional-request-parameter', 'GET /cups']],
  );
  assert.equal(typeof cups?.scoreBefore, 'number');
  assert.ok(!rules(report, 'cups').includes('version-bump'));
});

test('the version has to say what the change does to callers', async (t) => {
  const repo = await repository(t);
  const cups = (version: string, more: string) =>
    repo.write({ 'specs/services/cups/v1/openapi.yaml': spec('cups', version, more) });
  const isWrong = async () => rules(await repo.check({ base: 'main' }), 'cups').includes('version-bump');
  await cups('1.0.1', OPTIONAL);
  assert.equal(await isWrong(), true, 'a new parameter is more than a patch');
  await cups('1.1.0', REQUIRED);
  assert.equal(await isWrong(), true, 'a required parameter breaks callers');
  await cups('1.0.0', '');
  assert.equal(await isWrong(), false, 'nothing changed');
});

test('a wrong version is shown where it stands', async (t) => {
  const repo = await repository(t);
  await repo.write({ 'specs/services/cups/v1/openapi.yaml': `# Cups\n${spec('cups', '1.0.0', OPTIONAL)}` });
  const [cups] = (await repo.check({ base: 'main' })).services;
  const found = cups?.findings.find(({ rule }) => rule === 'version-bump');
  assert.deepEqual([found?.line, found?.column], [3, 22]);
  assert.match(found?.message ?? '', /still 1\.0\.0, but the change is a minor one/);
});

test('nobody builds on a draft: it may break within a minor version', async (t) => {
  const repo = await repository(t);
  await repo.commit({ 'specs/services/cups/v1/openapi.yaml': spec('cups', '1.0.0', '', 'draft') });
  await repo.write({ 'specs/services/cups/v1/openapi.yaml': spec('cups', '1.1.0', REQUIRED, 'draft') });
  assert.ok(!rules(await repo.check({ base: 'main' }), 'cups').includes('version-bump'));
});

test('a translation that stands while its text changes is named where it stands', async (t) => {
  const repo = await repository(t);
  const described = (text: string) => spec('cups').replace('All of them.', text);
  const overlay = (text: string) => `overlay: 1.0.0
info: { title: Cups, version: 1.0.0 }
actions:
  - target: $.paths['/cups'].get.responses['200']
    update: { description: ${text} }
`;
  const files = (text: string, translation: string) => ({
    'specs/services/cups/v1/openapi.yaml': described(text),
    'specs/services/cups/v1/bn.overlay.yaml': overlay(translation),
  });
  const stale = async () =>
    (await repo.check({ base: 'main' })).services
      .flatMap(({ findings }) => findings)
      .filter(({ rule }) => rule === 'translation-stale')
      .map(({ file, line, hint }) => [file, line, hint]);
  await repo.commit(files('All of the cups.', 'সব কাপ।'));
  assert.deepEqual(await stale(), []);
  await repo.write(files('Cups of this shop.', 'সব কাপ।'));
  assert.deepEqual(await stale(), [['cups/v1/bn.overlay.yaml', 5, 'The text is now: Cups of this shop.']]);
  await repo.write(files('Cups of this shop.', 'এই দোকানের কাপ।'));
  assert.deepEqual(await stale(), []);
});

test('a published version that is removed or renamed is an error; a new service is none', async (t) => {
  const repo = await repository(t);
  await rename(join(repo.specsDir, 'cups'), join(repo.specsDir, 'mugs'));
  const report = await repo.check({ base: 'main' });
  assert.deepEqual(
    report.findings.map(({ rule, file, severity }) => [rule, file, severity]),
    [['version-removed', 'cups/v1/openapi.yaml', 'error']],
  );
  assert.deepEqual(ids(report), ['mugs']);
  assert.deepEqual([report.services[0]?.scoreBefore, report.services[0]?.changes], [null, null]);
});

test('a version that nobody builds on may be removed, and the report says that it was', async (t) => {
  const repo = await repository(t);
  await repo.commit({ 'specs/services/cups/v1/openapi.yaml': spec('cups', '1.0.0', '', 'alpha') });
  await rm(join(repo.specsDir, 'cups'), { recursive: true });
  const { findings, services, removed } = await repo.check({ base: 'main' });
  assert.deepEqual([findings, services], [[], []]);
  assert.deepEqual(removed, [{ id: 'cups', version: 'v1', lifecycle: 'alpha' }]);
});

test('what examples and journeys find counts like anything else', async (t) => {
  const repo = await repository(t);
  const finding = (rule: string, service: string | null) => ({
    severity: 'error' as const,
    rule,
    service,
    file: 'cups/v1/openapi.yaml',
    line: 1,
    column: 1,
    message: 'It does not go as it says.',
    hint: 'Make them agree.',
  });
  const quiet = await repo.check({ services: ['cups'] });
  const report = await repo.check({
    services: ['cups'],
    callExamples: async () => async (service) => [finding('example-answered', serviceReference(service))],
    walkJourneys: async (_, touched) => (touched.has('cups') ? [finding('journey-walked', null)] : []),
  });
  assert.ok(rules(report, 'cups').includes('example-answered'));
  assert.deepEqual(
    report.findings.map(({ rule }) => rule),
    ['journey-walked'],
  );
  assert.equal(report.errors, quiet.errors + 2);
});
