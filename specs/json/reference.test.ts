import assert from 'node:assert/strict';
import { test } from 'node:test';
import { follow, followed, referenceIn, valueAt } from './reference.ts';

const document = {
  plain: { type: 'string' },
  'a/b': { type: 'number' },
  'a b': { type: 'boolean' },
  list: [{ type: 'null' }],
  alias: { $ref: '#/second' },
  second: { $ref: '#/plain' },
  beside: { $ref: '#/plain', type: 'array' },
  loop: { $ref: '#/loop' },
  one: { $ref: '#/other' },
  other: { $ref: '#/one' },
  inside: { $ref: '#/inside/inside' },
  gone: { $ref: '#/nowhere' },
};

test('a reference leads to what its pointer names, however it is encoded', () => {
  assert.equal(valueAt(document, '#/plain'), document.plain);
  for (const reference of ['#/a~1b', '#/a%7E1b', '#/a~1b']) assert.equal(valueAt(document, reference), document['a/b']);
  for (const reference of ['#/a b', '#/a%20b']) assert.equal(valueAt(document, reference), document['a b']);
  assert.equal(valueAt(document, '#/list/0'), document.list[0]);
  assert.equal(valueAt(document, '#'), document);
});

test('a reference leads nowhere where its pointer names nothing of the document', () => {
  for (const reference of [
    '#/nowhere',
    '#plain',
    'other.yaml#/plain',
    '#/list/1',
    '#/list/00',
    '#/list/length',
    '#/toString',
  ])
    assert.equal(valueAt(document, reference), undefined, reference);
});

test('a pointer passes through references, and what stands beside one comes first', () => {
  assert.equal(valueAt(document, '#/alias/type'), 'string');
  assert.equal(valueAt(document, '#/beside/type'), 'array');
});

test('references of references are followed to the end', () => {
  assert.equal(followed(document, document.alias), document.plain);
  assert.equal(followed(document, document.plain), document.plain);
  assert.equal(followed(document, document.gone), null);
  assert.equal(followed(document, document.list), null);
  assert.equal(follow(document, document.gone), undefined);
  assert.equal(follow({ any: true, alias: { $ref: '#/any' } }, { $ref: '#/alias' }), true);
});

test('a circle ends', () => {
  for (const node of [document.loop, document.one, document.inside]) assert.equal(followed(document, node), null);
  assert.equal(valueAt(document, '#/loop/type'), undefined);
  assert.equal(valueAt(document, '#/inside/type'), undefined);
});

test('pointers through pointers do not multiply', () => {
  const levels: Record<string, unknown> = { l0: { a: { $ref: '#/l0' } } };
  for (let level = 1; level < 60; level += 1) levels[`l${level}`] = { $ref: `#/l${level - 1}/a/a` };
  assert.equal(valueAt(levels, '#/l59/a'), undefined);
});

test('a node without a text as $ref is no reference', () => {
  assert.equal(referenceIn({ $ref: 1 }), null);
  assert.equal(referenceIn(['#/plain']), null);
  assert.equal(referenceIn(document.alias), '#/second');
});
