import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createConfig } from '@redocly/openapi-core';
import { readDataFile } from '../catalogue/data-file.ts';
import { openPlatformTexts, readSourceMessages, recognizerOf } from '../texts/index.ts';
import type { Fault } from './fault.ts';
import { findFaults, SUPERSEDED } from './find-faults.ts';
import { openapiMessage } from './openapi-messages.ts';
import type { Subject } from './rule.ts';

const CASES = join(import.meta.dirname, 'openapi-messages-cases');
const BANGLA = /\p{Script=Bengali}/u;
const source = await readSourceMessages();
const texts = await openPlatformTexts();
const said = [...source.keys()].filter((id) => id.startsWith('openapi.said.'));
const say = (rule: string, text: string, locale = 'bn') => texts.format(openapiMessage(rule, text), locale);
const faults = await faultsOfCases();

test("every rule of Redocly's that is on has its messages in Bangla", async () => {
  const { rules } = await createConfig({ extends: ['recommended'] });
  const on = Object.entries({ ...rules.oas3_0, ...rules.oas3_1 })
    .filter(([id, setting]) => setting !== 'off' && !SUPERSEDED.includes(id))
    .map(([id]) => id);
  assert.ok(on.length >= 25);
  assert.deepEqual([...new Set(said.map((id) => id.split('.')[2]))].sort(), on.sort());
});

test('nothing of a message but its values stays in English', () => {
  for (const { rule, text } of faults) {
    const translated = say(rule, text);
    assert.match(translated, BANGLA, `${rule}: ${text}`);
    const ours = translated.replace(/`[^`]*`/g, '');
    assert.doesNotMatch(ours, /\b(?:the|an?|is|in|and|must|should|schemas?) /i, `${rule}: ${text}`);
  }
});

for (const id of said) {
  const rule = id.split('.')[2] ?? '';
  test(`${rule}: Redocly says "${source.get(id)}"`, () => {
    const recognize = recognizerOf(new Map([[id, source.get(id) ?? '']]), 'openapi.');
    const found = faults.filter((fault) => fault.rule === rule).flatMap((fault) => sentences(fault.text));
    assert.ok(found.some((text) => recognize(text)?.id === id));
  });
}

test('values stay as the spec has them, numbers of a sentence are in the digits of the language', () => {
  assert.match(say('struct', 'Property `200` is not expected here.'), /`200`/);
  const overlap = say(
    'no-illogical-composition-keywords',
    'Schemas in `oneOf` must be mutually exclusive. Found overlapping schemas: `Bread and butter. Jam` and schema at position 2. Both schemas accept `string`.',
  );
  assert.match(overlap, /`Bread and butter\. Jam`.*২.*`string`/u);
  assert.doesNotMatch(overlap, /schema at|accept/);
});

test('a message that is not known, or very long, stays in English', async () => {
  assert.equal(say('struct', 'Something new.'), 'Something new.');
  const long = `Property \`${'` and `'.repeat(100_000)}\` is not expected here.`;
  assert.equal(say('struct', long), long);
  const known = 'Property `size` is not expected here.';
  assert.equal(say('struct', known, 'en'), known);
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
