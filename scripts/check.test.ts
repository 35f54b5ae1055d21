import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import type { CheckReport } from '@dpi/specs/check';
import { readDataFile } from '../specs/catalogue/data-file.ts';
import { runScript } from './command.fixture.ts';

const CHECK = resolve(import.meta.dirname, '../specs/check');
const folder = await mkdtemp(join(tmpdir(), 'check-'));
after(() => rm(folder, { recursive: true, force: true }));

/** A busy machine takes longer than the five seconds after which a command says what it is doing. */
const ONLY_PROGRESS = /^((Reading|Checking|Calling|Walking) [^\n]*\n)*$/;

describe('a spec that cannot be used is reported with file, line and reason', async () => {
  const specsDir = join(folder, 'broken', 'services');
  await cp(join(CHECK, 'broken'), specsDir, { recursive: true });
  await makeWhatGitCannotKeep(specsDir);
  const expected = Object.entries(await readDataFile(join(CHECK, 'broken.yaml')));
  const json = await runScript('check.ts', ['--format', 'json'], { SPECS_DIR: specsDir });
  const report: CheckReport = JSON.parse(json.out);
  const findings = [...report.findings, ...report.services.flatMap((service) => service.findings)];

  for (const [name, entry] of expected) {
    const { rule, at, says } = entry as { rule: string; at: string; says: string };
    const skip = name === 'unreadable' && process.getuid?.() === 0 ? 'nothing is unreadable to root' : false;
    test(name, { skip }, () => {
      const [file = '', line = ''] = at.split(':');
      const found = findings.find((finding) => finding.rule === rule && finding.file === file);
      assert.ok(found, `no ${rule} in ${file}`);
      assert.equal(found.line, Number(line));
      assert.ok(found.message.includes(says), found.message);
      assert.equal(found.severity, 'error');
      // In words: an address alone is no help to whoever is offline, or reads Bangla.
      assert.match(found.hint, /^(?!https?:)./);
    });
  }

  test('in Bangla, each says what is wrong and what to do in Bangla', async () => {
    const { out } = await runScript('check.ts', ['--format', 'json', '--locale', 'bn'], { SPECS_DIR: specsDir });
    const translated: CheckReport = JSON.parse(out);
    const all = [...translated.findings, ...translated.services.flatMap((service) => service.findings)];
    assert.ok(all.length > expected.length);
    const english = all.flatMap(({ rule, file, message, hint }) =>
      [message, hint].filter((text) => !/\p{Script=Bengali}/u.test(text)).map((text) => `${file}: ${rule}: ${text}`),
    );
    assert.deepEqual(english, []);
  });

  test('every case is expected', async () => {
    const cases = await readdir(specsDir);
    assert.deepEqual(cases.sort(), expected.map(([name]) => name).sort());
  });

  test('it ends with 1, and neither a stack nor a folder of this machine is shown', async () => {
    const text = await runScript('check.ts', [], { SPECS_DIR: specsDir });
    assert.deepEqual([json.code, text.code], [1, 1]);
    assert.match(json.error + text.error, ONLY_PROGRESS);
    assert.doesNotMatch(json.out + text.out, /^\s+at .*:\d+:\d+\)?$/m);
    assert.ok(!JSON.stringify(findings).includes(folder));
  });
});

describe('what the command ends with', async () => {
  const specsDir = join(folder, 'draft', 'services');
  await mkdir(join(specsDir, 'cups/v1'), { recursive: true });
  await writeFile(
    join(specsDir, 'cups/v1/openapi.yaml'),
    `openapi: 3.1.0
info: { title: Cups, version: 1.0.0, x-lifecycle: draft, x-layer: services, x-agency: election-commission }
servers: [{ url: https://api.dpi.example/cups/v1 }]
paths:
  /cups:
    get:
      operationId: listCups
      security: []
      responses: { '200': { description: All cups. } }
`,
  );
  const run = (...args: string[]) => runScript('check.ts', args, { SPECS_DIR: specsDir });

  test('0: warnings stop nobody', async () => {
    const { code, out, error } = await run();
    assert.match(error, ONLY_PROGRESS);
    assert.match(out, /0 errors, [1-9]\d* warnings\.$/m);
    assert.equal(code, 0);
  });

  test('the report can go to a file, in either language', async () => {
    const output = join(folder, 'report.md');
    const { code, out } = await run('cups', '--format', 'markdown', '--locale', 'bn', '--output', output);
    assert.deepEqual([code, out], [0, '']);
    assert.match(await readFile(output, 'utf8'), /মার্জ করা যায়/);
  });

  const WRONG: [string, string[], RegExp][] = [
    ['a service that is not there', ['mugs'], /^There is no service "mugs"\. There are: cups\.$/m],
    ['a format that is not there', ['--format', 'xml'], /^--format is "xml"/m],
    ['a language that is not there', ['--locale', 'fr'], /^--locale is "fr"/m],
    ['an option that is not there', ['--all'], /--all/],
    ['a base where there is no repository', ['--base', 'main'], /^--base needs a git repository/m],
    ['a base without a name', ['--base', ''], /^--base is empty/m],
    ['a folder to write into that is not there', ['--output', join(folder, 'no/such/report.md')], /cannot be written/],
  ];
  for (const [name, args, message] of WRONG) {
    test(`2: ${name}`, async () => {
      const { code, out, error } = await run(...args);
      assert.match(error, message);
      assert.doesNotMatch(error, /^\s+at /m);
      assert.deepEqual([code, out], [2, '']);
    });
  }
});

async function makeWhatGitCannotKeep(specsDir: string): Promise<void> {
  const head = 'openapi: 3.1.0\ninfo: { title: Case, version: 1.0.0 }\npaths: {}\n';
  const files: Record<string, string | Buffer> = {
    binary: Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256)),
    large: `${head}${'# A comment that fills the file.\n'.repeat(680_000)}`,
    'latin-1': Buffer.from(head.replace('Case', 'Café'), 'latin1'),
    nested: `${head}x-deep: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
    nul: head.replace('Case', 'Ca\0se'),
    'utf-16': Buffer.from(`\ufeff${head}`, 'utf16le'),
    unreadable: head,
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(specsDir, name));
    await writeFile(join(specsDir, name, 'openapi.yaml'), content);
  }
  await chmod(join(specsDir, 'unreadable', 'openapi.yaml'), 0o000);
  for (const name of ['link-loop', 'link-outside', 'pipe']) await mkdir(join(specsDir, name));
  await symlink('openapi.yaml', join(specsDir, 'link-loop', 'openapi.yaml'));
  await symlink('..', join(specsDir, 'link-loop', 'v1'));
  await symlink('/etc/hostname', join(specsDir, 'link-outside', 'openapi.yaml'));
  execFileSync('mkfifo', [join(specsDir, 'pipe', 'openapi.yaml')]);
}
