import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { loadCatalogue } from '../catalogue/load.ts';
import type { Finding } from '../catalogue/model.ts';
import {
  missingInFolder,
  openPlatformTexts,
  PLATFORM_MESSAGES,
  placeholdersIn,
  RULE_TEXTS,
  readTextFolder,
} from '../texts/index.ts';
import { assessCatalogue, readGuideline } from './assess.ts';
import { loadRules } from './load-rules.ts';

const HERE = import.meta.dirname;
const BANGLA = /\p{Script=Bengali}/u;
const CASES = join(HERE, 'cases');
const folder = await mkdtemp(join(tmpdir(), 'guideline-cases-'));
const specsDir = join(folder, 'services');
await cp(join(HERE, '../standards'), join(folder, 'standards'), { recursive: true });
after(() => rm(folder, { recursive: true, force: true }));
const findings = findingsOfCases();
const rules = await loadRules();
const texts = (await readTextFolder(RULE_TEXTS)).get('en') ?? new Map();
const described = new Set([...texts.keys()].map((id) => id.split('.')[0] ?? ''));

test('the guideline has a page for each of at least 45 rules', async () => {
  assert.ok(rules.size >= 45);
  assert.equal((await readGuideline('en', await openPlatformTexts())).length, rules.size);
});

test('every text and every case belongs to a rule', async () => {
  const cases = await readdir(CASES);
  assert.deepEqual(
    [...described, ...cases].filter((id) => !rules.has(id)),
    [],
  );
});

test('what the guideline says, and what to do about the demands of OpenAPI itself, is said in both languages', async () => {
  const problems = [...(await missingInFolder(RULE_TEXTS, 'bn')), ...(await missingInFolder(PLATFORM_MESSAGES, 'bn'))];
  const isCode = /\.(bad|good)$/;
  assert.deepEqual(
    problems.filter(({ message }) => !isCode.test(String(message.values?.text))),
    [],
  );
  for (const folder of [RULE_TEXTS, PLATFORM_MESSAGES]) {
    for (const [id, text] of (await readTextFolder(folder)).get('bn') ?? []) {
      // What holds places and punctuation only has no words of a language.
      const words = JSON.stringify(text).replace(/\{[^}]*\}/g, '');
      if (/\p{Letter}/u.test(words)) assert.match(JSON.stringify(text), BANGLA, id);
    }
  }
});

for (const id of rules.keys()) {
  describe(id, () => {
    test('is explained, with an example and a message', () => {
      for (const key of ['title', 'why', 'fix', 'bad', 'good']) assert.ok(texts.get(`${id}.${key}`), key);
      assert.ok([...texts.keys()].some((key) => key.startsWith(`${id}.messages.`)));
    });

    test('reports every failing case and no passing one', async () => {
      const names = (await readdir(join(CASES, id))).sort();
      assert.ok(names.some((name) => name.startsWith('fail')) && names.some((name) => name.startsWith('pass')));
      const found = (await findings).filter(({ file }) => file.startsWith(`${id}--`));
      assert.deepEqual(
        found.filter(({ rule }) => rule === 'rule-failed'),
        [],
      );
      const own = found.filter(({ rule }) => rule === id);
      const reported = new Set(own.map(({ file }) => file.split('/')[0]?.slice(`${id}--`.length)));
      assert.deepEqual(
        names.filter((name) => reported.has(name)),
        names.filter((name) => name.startsWith('fail')),
      );
      const unfilled = [...texts].flatMap(([key, text]) =>
        key.startsWith(`${id}.messages.`) ? [...placeholdersIn(text)].map((name) => `{${name}}`) : [],
      );
      for (const { message } of own) {
        // A message that no text of the rule has would show its bare name.
        assert.ok(!message.startsWith(`${id}.`), message);
        // What stands for {operation} is known wherever the path stands.
        assert.equal(message, message.trim());
        assert.deepEqual(
          unfilled.filter((placeholder) => message.includes(placeholder)),
          [],
        );
      }
    });
  });
}

/** What is found in all cases, each in a folder `<rule>--<case>` of one catalogue: to begin anew for each rule takes minutes. */
async function findingsOfCases(): Promise<Finding[]> {
  for (const id of await readdir(CASES)) {
    for (const name of await readdir(join(CASES, id))) {
      const folder = join(specsDir, `${id}--${name}`);
      await cp(join(CASES, id, name), folder, { recursive: true });
      const spec = join(folder, 'openapi.yaml');
      await writeFile(spec, (await readFile(spec, 'utf8')).replaceAll('../../../../standards/', '../../standards/'));
    }
  }
  const catalogue = await loadCatalogue({ specsDir, cacheDir: null });
  const assessed = await assessCatalogue(catalogue, { specsDir, cacheDir: null, today: '2026-11-23' });
  return assessed.findings;
}
