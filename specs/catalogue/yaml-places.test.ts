import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import * as core from '@redocly/openapi-core';
import { TextLines } from '../base/text-position.ts';
import { escapeSegment } from '../json/pointer.ts';
import { YamlPlaces } from './yaml-places.ts';

const SPECS = resolve(import.meta.dirname, '..');

/** The keys of each value of a document, and of a member that is not there. */
function* keysIn(value: unknown, keys: string[] = []): Generator<string[]> {
  yield keys;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) yield* keysIn(member, [...keys, key]);
  yield [...keys, 'no-such-member'];
}

/** How many places of a text are known, each of them where Redocly finds it. */
function compared(text: string): number {
  const { parsed, source } = core.makeDocumentFromString(text, 'a.yaml');
  const places = YamlPlaces.of(text);
  assert.ok(places);
  const lines = new TextLines(text);
  let count = 0;
  for (const keys of keysIn(parsed)) {
    const { start, keyStart } = places.at(keys);
    const pointer = `#/${keys.map(escapeSegment).join('/').replaceAll('%', '%25')}`;
    for (const reportOnKey of [false, true]) {
      const { start: there } = core.getLineColLocation({ source, pointer, reportOnKey });
      const here = lines.positionAt(reportOnKey ? (keyStart ?? start) : start);
      assert.deepEqual({ ...here, pointer }, { line: there.line, column: there.col, pointer });
      count += 1;
    }
  }
  return count;
}

for (const file of ['services/fund-transfer/v1/openapi.yaml', 'services/fund-transfer/v1/bn.overlay.yaml'])
  test(`values of ${file} are found where Redocly finds them`, async () => {
    assert.ok(compared(await readFile(join(SPECS, file), 'utf8')) > 200);
  });

for (const [what, text] of [
  ['block mappings and sequences', 'a:\n  b: 1\n  c:\n    - x\n    - y: 2\n      z: 3\n'],
  ['a sequence that is not indented', 'a:\n- x\n- y\nb: 1\n'],
  ['brackets and braces', 'a: { b: [1, {c: 2}], "d": x }\ne: []\nf: {}\n'],
  ['quoted keys and values', `'200': "two"\n"a b": 'it''s'\n"tab\\t": 1\n/people/{id}: x\n`],
  ['keys that are numbers', '200: ok\n404:\n  a: 1\n'],
  ['blocks of text', 'a: |\n  one\n  two\nb: >-\n  one\n\n  two\nc: |2\n    x\nd: |\ne: 1\n'],
  ['values without text', 'a:\nb:\n  c:\n  d: ~\ne:\n  -\n  - 1\nf: ""\n'],
  ['lines of text', 'a: one\n  two\nb: "one\n  two"\n'],
  ['anchors, aliases and merge keys', 'a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n  e: 2\nf: &y text\ng: &z [1]\n'],
  ['comments and empty lines', '# first\n\na: 1 # one\n\n# two\nb:\n  # three\n  c: 2\n'],
  ['a mark of documents', '---\na: 1\n'],
  ['tags', 'a: !!str 1\nb: !!int "2"\n'],
  ['JSON', '{\n  "a": {"b": [1, "x"]},\n  "c": null\n}\n'],
  ['one value', 'text\n'],
] as const)
  test(`${what} are found where Redocly finds them`, () => {
    assert.ok(compared(text) > 0);
  });

for (const [what, text] of [
  ['lines of Windows', 'a: 1\r\nb: 2\r\n'],
  ['a comment beside the mark of a block', 'a: | # > text\n  one\n'],
  ['keys that are no texts', '? [a, b]\n: 1\n'],
  ['several documents', 'a: 1\n---\nb: 2\n'],
  ['what is no YAML', 'a: [1\n'],
] as const)
  test(`${what} are left to Redocly`, () => {
    assert.equal(YamlPlaces.of(text), null);
  });
