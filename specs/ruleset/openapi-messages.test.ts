import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createConfig } from '@redocly/openapi-core';
import { readDataFile } from '../catalogue/data-file.ts';
import { translateMessage } from '../catalogue/message-translations.ts';
import type { Fault } from './fault.ts';
import { findFaults, SUPERSEDED } from './find-faults.ts';
import { readOpenapiMessages } from './openapi-messages.ts';
import type { Subject } from './rule.ts';

const CASES = join(import.meta.dirname, 'openapi-messages-cases');
const BANGLA = /\p{Script=Bengali}/u;
const translations = await readOpenapiMessages('bn');
const faults = await faultsOfCases();

test("every rule of Redocly's that is on has its messages in Bangla", async () => {
  const { rules } = await createConfig({ extends: ['recommended'] });
  const on = Object.entries({ ...rules.oas3_0, ...rules.oas3_1 })
    .filter(([id, setting]) => setting !== 'off' && !SUPERSEDED.includes(id))
    .map(([id]) => id);
  assert.ok(on.length >= 25);
  assert.deepEqual([...translations.keys()].sort(), on.sort());
  assert.ok(translations.values().every(({ length }) => length > 0));
});

test('nothing of a message but its values stays in English', () => {
  for (const { rule, text } of faults) {
    const translated = translateMessage(text, translations.get(rule) ?? [], 'bn');
    assert.match(translated, BANGLA, `${rule}: ${text}`);
    const ours = translated.replace(/`[^`]*`/g, '');
    assert.doesNotMatch(ours, /\b(?:the|an?|is|in|and|must|should|schemas?) /i, `${rule}: ${text}`);
  }
});

for (const [rule, messages] of translations) {
  for (const { pattern, matches, text } of messages) {
    test(`${rule}: Redocly says "${pattern}"`, () => {
      const said = faults.filter((fault) => fault.rule === rule).flatMap((fault) => sentences(fault.text));
      assert.ok(said.some((message) => matches.test(message)));
      assert.match(text, BANGLA);
      assert.deepEqual(placeholders(text), placeholders(pattern));
    });
  }
}

test('values stay as the spec has them, numbers of a sentence are in the digits of the language', () => {
  const say = (rule: string, text: string) => translateMessage(text, translations.get(rule) ?? [], 'bn');
  assert.match(say('struct', 'Property `200` is not expected here.'), /`200`/);
  const overlap = say(
    'no-illogical-composition-keywords',
    'Schemas in `oneOf` must be mutually exclusive. Found overlapping schemas: `Bread and butter. Jam` and schema at position 2. Both schemas accept `string`.',
  );
  assert.match(overlap, /`Bread and butter\. Jam`.*২.*`string`/u);
  assert.doesNotMatch(overlap, /schema at|accept/);
});

test('a message that is not known, or very long, stays in English', async () => {
  const struct = translations.get('struct') ?? [];
  assert.equal(translateMessage('Something new.', struct, 'bn'), 'Something new.');
  const long = `Property \`${'` and `'.repeat(100_000)}\` is not expected here.`;
  assert.equal(translateMessage(long, struct, 'bn'), long);
  const said = 'Property `size` is not expected here.';
  assert.equal(translateMessage(said, (await readOpenapiMessages('en')).get('struct') ?? [], 'en'), said);
});

async function faultsOfCases(): Promise<Fault[]> {
  const found: Fault[] = [];
  for (const name of await readdir(CASES)) {
    const file = join(CASES, name);
    const subject = { service: { document: await readDataFile(file) } } as unknown as Subject;
    found.push(...(await findFaults(file, [CASES], subject, new Map())).faults);
  }
  return found;
}

/** A message, and the parts of it that are messages themselves. */
function sentences(text: string): string[] {
  const [, first, second, reason] = /schemas: (.+) and (schema .+?|`.+?`)\. (.+)$/.exec(text) ?? [];
  return [text, first, second, reason].filter((part) => part !== undefined);
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)(?:, number)?\}/g)].map(([, name = '']) => name).sort();
}
