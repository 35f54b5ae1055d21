import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Schema } from '../catalogue/model.ts';
import type { JsonValue } from '../json/value.ts';
import { toXml } from './write-xml.ts';

const list = (xml: object | undefined, itemXml?: object): Schema => ({
  type: 'array',
  ...(xml && { xml }),
  items: { type: 'string', ...(itemXml && { xml: itemXml }) },
});

describe('a value is written as the XML Objects of its schema say', () => {
  const rows: [behaviour: string, property: Schema, value: JsonValue, xml: string][] = [
    ['by the name of the property', {}, 'a', '<p>a</p>'],
    ['by the name that XML has', { xml: { name: 'q' } }, 'a', '<q>a</q>'],
    [
      'with a prefix and a namespace',
      { xml: { prefix: 's', namespace: 'urn:s' } },
      'a',
      '<s:p xmlns:s="urn:s">a</s:p>',
    ],
    ['with a namespace alone', { xml: { namespace: 'urn:s' } }, 'a', '<p xmlns="urn:s">a</p>'],
    ['a list that is not wrapped', list(undefined), ['a', 'b'], '<p>a</p><p>b</p>'],
    ['a list whose items have a name', list(undefined, { name: 'i' }), ['a', 'b'], '<i>a</i><i>b</i>'],
    ['the name of a list that is not wrapped', list({ name: 'l' }), ['a'], '<p>a</p>'],
    ['a wrapped list', list({ wrapped: true }), ['a'], '<p><p>a</p></p>'],
    ['a wrapped list with a name', list({ wrapped: true, name: 'l' }), ['a'], '<l><l>a</l></l>'],
    [
      'a wrapped list whose items have a name',
      list({ wrapped: true, name: 'l' }, { name: 'i' }),
      ['a'],
      '<l><i>a</i></l>',
    ],
    ['a wrapped list without items', list({ wrapped: true }), [], '<p></p>'],
    ['signs of XML', {}, '<&>', '<p>&lt;&amp;&gt;</p>'],
    ['characters that XML cannot hold', {}, 'a\u0000b', '<p>a\ufffdb</p>'],
    ['null', {}, null, '<p></p>'],
    ['a name that XML does not have', { xml: { name: 'a b' } }, 'a', ''],
  ];
  for (const [behaviour, property, value, xml] of rows) {
    test(behaviour, () => {
      const schema: Schema = { xml: { name: 'r' }, properties: { p: property } };
      assert.equal(toXml({ p: value }, schema, {}), `<r>${xml}</r>`);
    });
  }
  test('attributes, through references and allOf', () => {
    const schemas: Record<string, Schema> = {
      Base: { properties: { id: { type: 'integer', xml: { attribute: true, name: 'n' } } } },
      Thing: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { name: { type: 'string' } } }] },
    };
    const thing: Schema = { $ref: '#/components/schemas/Thing' };
    assert.equal(toXml({ id: 1, name: '"a"' }, thing, schemas), '<Thing n="1"><name>&quot;a&quot;</name></Thing>');
  });
  test('a list has one root', () => {
    assert.equal(
      toXml(['a', 'b'], { type: 'array', xml: { name: 'l' }, items: { xml: { name: 'i' } } }, {}),
      '<l><i>a</i><i>b</i></l>',
    );
  });
  test('without a schema the root is called so', () =>
    assert.equal(toXml({ a: 1 }, null, {}), '<root><a>1</a></root>'));
});
