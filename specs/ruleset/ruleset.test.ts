import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { loadCatalogue } from '../catalogue/load.ts';
import { assessCatalogue, readGuideline } from './assess.ts';
import { loadRules } from './load-rules.ts';
import { readOpenapiFixes } from './openapi-fixes.ts';
import { readTexts } from './texts.ts';

const HERE = import.meta.dirname;
const BANGLA = /\p{Script=Bengali}/u;
/** Of this run alone: the standards are read once, not once for every rule. */
const cacheDir = await mkdtemp(join(tmpdir(), 'guideline-'));
after(() => rm(cacheDir, { recursive: true, force: true }));
const rules = await loadRules();
const [english, bangla] = await Promise.all([readTexts('en'), readTexts('bn')]);

test('the guideline has a page for each of at least 45 rules', async () => {
  assert.ok(rules.size >= 45);
  assert.equal((await readGuideline('en')).length, rules.size);
});

test('every text and every case belongs to a rule', async () => {
  const cases = await readdir(join(HERE, 'cases'));
  assert.deepEqual(
    [...english.keys(), ...cases].filter((id) => !rules.has(id)),
    [],
  );
});

test('what to do about the demands of OpenAPI itself is said in both languages', async () => {
  const [fixes, translated] = await Promise.all([readOpenapiFixes('en'), readOpenapiFixes('bn')]);
  for (const [id, fix] of fixes) {
    assert.ok(fix !== '' && !BANGLA.test(fix), id);
    assert.match(translated.get(id) ?? '', BANGLA, id);
  }
});

for (const id of rules.keys()) {
  describe(id, () => {
    test('is explained in both languages', () => {
      const [source, translation] = [english.get(id), bangla.get(id)];
      assert.ok(source && translation, `texts/${id}.yaml is missing`);
      for (const key of ['title', 'why', 'fix', 'bad', 'good'] as const) assert.notEqual(source[key], '', key);
      for (const key of ['title', 'why', 'fix'] as const) assert.match(translation[key], BANGLA, key);
      assert.notDeepEqual(source.messages, {});
      for (const [name, message] of Object.entries(translation.messages)) {
        assert.match(message, BANGLA, name);
        assert.deepEqual(placeholders(message), placeholders(source.messages[name] ?? ''), name);
      }
    });

    test('reports every failing case and no passing one', async () => {
      const specsDir = join(HERE, 'cases', id);
      const names = await readdir(specsDir);
      assert.ok(names.some((name) => name.startsWith('fail')) && names.some((name) => name.startsWith('pass')));
      const catalogue = await loadCatalogue({ specsDir, cacheDir });
      const { findings } = await assessCatalogue(catalogue, { specsDir, cacheDir, today: '2026-11-23' });
      assert.deepEqual(
        findings.filter(({ rule }) => rule === 'rule-failed'),
        [],
      );
      const reported = new Set(findings.filter(({ rule }) => rule === id).map(({ service }) => service?.split('/')[0]));
      assert.deepEqual(
        names.filter((name) => reported.has(name)),
        names.filter((name) => name.startsWith('fail')),
      );
      const unfilled = Object.values(english.get(id)?.messages ?? {}).flatMap(placeholders);
      for (const { rule, message } of findings) {
        if (rule !== id) continue;
        // A message that no text of the rule has would show its bare name.
        assert.ok(!message.startsWith(`${id}: `), message);
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

function placeholders(message: string): string[] {
  return [...message.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
}
