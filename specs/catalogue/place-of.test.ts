import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as core from '@redocly/openapi-core';
import { parseYamlSource, placeOf } from './place-of.ts';

const READ = {
  'dates, numbers and nothing': 'date: 2026-12-01\nhex: 0x1F\nhalf: .5\nnone: ~\nempty:\nyes: yes\n',
  'anchors and merge keys': 'base: &base { a: 1 }\nown: { <<: *base, b: 2 }\nsame: *base\n',
  'blocks and quotes': 'block: |\n  a\n  b\nfolded: >-\n  a\n  b\nquoted: "a\\n\\u09ac"\n',
  'sets and binary data': 'set: !!set { a, b }\nbytes: !!binary aGVsbG8=\n',
  'lists and flow': '- [a, { b: c }]\n-\n  - d\n',
  'a text alone': 'text\n',
};

for (const [name, text] of Object.entries(READ)) {
  test(`YAML is read as Redocly reads it: ${name}`, () => {
    const { parsed } = core.makeDocumentFromString(text, '/a.yaml');
    assert.deepEqual(parseYamlSource(new core.Source('/a.yaml', text)), parsed);
  });
}

const UNREAD = {
  'a key twice': 'a: 1\na: 2\n',
  'an alias of nothing': 'a: *b\n',
  'an open bracket': 'a: [1\n',
  'two documents': 'a: 1\n---\nb: 2\n',
  nothing: '',
};

for (const [name, text] of Object.entries(UNREAD)) {
  test(`Redocly says what is wrong with YAML: ${name}`, () => {
    assert.equal(parseYamlSource(new core.Source('/a.yaml', text)), undefined);
  });
}

test('values stand where they do in a source that is not parsed before', () => {
  const text = 'a:\n  - b: 1\n  - { c: [2, 3] }\n"d": &d\n  e: >\n    f\n';
  const [parsed, other] = [new core.Source('/a.yaml', text), new core.Source('/a.yaml', text)];
  parseYamlSource(parsed);
  for (const pointer of ['#/', '#/a', '#/a/0/b', '#/a/1/c', '#/a/1/c/1', '#/d', '#/d/e', '#/d/x'])
    for (const reportOnKey of [true, false])
      assert.deepEqual(
        placeOf(core, { source: parsed, pointer, reportOnKey }),
        placeOf(core, { source: other, pointer, reportOnKey }),
        pointer,
      );
});
