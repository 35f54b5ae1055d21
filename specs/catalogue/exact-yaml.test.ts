import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as core from '@redocly/openapi-core';
import { withExactNumbers } from './exact-yaml.ts';

const read = (text: string) => withExactNumbers(core.makeDocumentFromString(text, 'a.yaml')).parsed;

const LONG = '9007199254740993';

for (const [place, text] of [
  ['of a mapping', `a: ${LONG}\n`],
  ['of a mapping that ends the text', `a: ${LONG}`],
  ['before a comment', `a: ${LONG} # long\n`],
  ['of a block list', `- ${LONG}\n`],
  ['of a list in brackets', `[1,${LONG},2]`],
  ['of a mapping in braces', `{"a":${LONG}}`],
  ['with a sign', `a: -${LONG}\n`],
  ['with a fraction', 'a: 0.1000000000000000055\n'],
  ['with a small exponent', `a: ${LONG}e1\n`],
  ['with a large exponent', 'a: 1e400\n'],
  ['in hexadecimal', 'a: 0x20000000000001\n'],
  ['in octal', 'a: 0o400000000000000001\n'],
  ['of an alias', `a: &long ${LONG}\nb: *long\n`],
  ['whose tag makes a number of a quoted text', `a: !!int "${LONG}"\n`],
  ['whose tag is written out', `a: !<tag:yaml.org,2002:int> '${LONG}'\n`],
  ['whose tag has a handle of its own', `%TAG !y! tag:yaml.org,2002:\n---\na: !y!int "${LONG}"\n`],
] as const)
  test(`a number ${place} keeps every digit`, () => {
    assert.match(JSON.stringify(read(text)), /9007199254740993|0\.1000000000000000055|1e\+?400|16777216/);
  });

test('digits in a text are no number', () => {
  const text = `sha: 146e867f55c26428e5f9fade55a9bbf5e95a7912\nid: "${LONG}"\nnote: lines of\n  ${LONG}\n`;
  assert.deepEqual(read(text), {
    sha: '146e867f55c26428e5f9fade55a9bbf5e95a7912',
    id: LONG,
    note: `lines of ${LONG}`,
  });
});
