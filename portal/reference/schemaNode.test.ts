import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Schema } from '@dpi/specs/model';
import { type SchemaNode, schemaNode } from './schemaNode.ts';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const group = (node: SchemaNode, kind: string) => node.groups.find((item) => item.kind === kind)?.members ?? [];
const property = (node: SchemaNode, name: string) => {
  const member = group(node, 'properties').find((item) => item.name === name);
  assert.ok(member, `no property ${name}`);
  return member;
};

it('draws every property, with what is required and what each may hold', () => {
  const node = schemaNode(
    {
      type: 'object',
      required: ['nid'],
      additionalProperties: false,
      properties: {
        nid: {
          type: 'string',
          pattern: '^\\d{10}$',
          'x-standard': 'nid',
          'x-data-protection': 'sensitive',
          examples: ['1'],
        },
        note: { type: ['string', 'null'], readOnly: true, deprecated: true, maxLength: 5 },
      },
    },
    {},
    'body',
  );
  const nid = property(node, 'nid');
  assert.equal(nid.required, true);
  assert.equal(nid.node.standard, 'nid');
  assert.equal(nid.node.dataProtection, 'sensitive');
  assert.deepEqual(
    nid.node.facts.map(({ keyword, value }) => [keyword, value]),
    [['pattern', '^\\d{10}$']],
  );
  assert.deepEqual(nid.node.examples, ['1']);
  const note = property(node, 'note');
  assert.equal(note.required, false);
  assert.equal(note.node.type, 'string | null');
  assert.equal(note.node.readOnly && note.node.deprecated, true);
  assert.deepEqual(
    node.facts.map(({ keyword }) => keyword),
    ['additionalProperties'],
  );
});

it('stops at the first repetition of a recursive schema and points to where it is drawn', () => {
  const schemas = { Person: { properties: { name: { type: 'string' }, mother: ref('Person') } } };
  const node = schemaNode(ref('Person'), schemas, 'response-200');
  const mother = property(node, 'mother').node;
  assert.deepEqual(mother.groups, []);
  assert.equal(mother.shownAt, 'response-200');
});

it('draws a schema once on a page, and points to it from later trees', () => {
  const schemas = { Problem: { properties: { title: { type: 'string' } } } };
  const shown = new Map<string, string>();
  schemaNode(ref('Problem'), schemas, 'response-400', shown);
  const later = schemaNode(ref('Problem'), schemas, 'response-404', shown);
  assert.equal(later.shownAt, 'response-400');
});

it('gives every place an id of its own that begins with the place it is inside', () => {
  const schemas = { Person: { properties: { name: { type: 'string' }, 'home address': { type: 'string' } } } };
  const node = schemaNode(
    {
      properties: {
        payer: ref('Person'),
        'a.b': { type: 'string' },
        'a b': { type: 'string' },
        list: { type: 'array', items: { oneOf: [{ minLength: 1 }, { maxLength: 0 }] } },
      },
    },
    schemas,
    'body',
  );
  const idsIn = ({ anchor, groups }: SchemaNode): (string | null)[] => [
    anchor,
    ...groups.flatMap(({ members }) => members.flatMap((member) => idsIn(member.node))),
  ];
  assert.deepEqual(idsIn(node), [
    'body',
    'body.payer',
    'body.payer.name',
    'body.payer.home-address',
    'body.a-b',
    'body.a-b-2',
    'body.list',
    'body.list.items',
    'body.list.items.oneOf',
    'body.list.items.oneOf-2',
  ]);
  const unlinked = idsIn(schemaNode(ref('Person'), schemas, null));
  assert.ok(unlinked.every((id) => id === null));
});

it('repeats named schemas without anything inside, instead of pointing elsewhere', () => {
  const schemas = { Nid: { type: 'string', pattern: '^1' } };
  const node = schemaNode({ properties: { a: ref('Nid'), b: ref('Nid') } }, schemas, 'body');
  assert.equal(property(node, 'b').node.facts.length, 1);
  assert.equal(property(node, 'b').node.shownAt, null);
});

describe('schemas inside a schema', () => {
  it('are told apart by the values of a discriminator', () => {
    const node = schemaNode(
      {
        oneOf: [ref('Card'), ref('Wallet')],
        discriminator: { propertyName: 'kind', mapping: { card: '#/components/schemas/Card' } },
      },
      { Card: { type: 'object' }, Wallet: { type: 'object' } },
      'body',
    );
    assert.equal(node.type, 'Card | Wallet');
    assert.equal(node.groups[0]?.discriminator, 'kind');
    assert.deepEqual(
      group(node, 'oneOf').map(({ name }) => name),
      ['card', 'Wallet'],
    );
  });

  it('are the children of a parent, by the values that select them', () => {
    const schemas: Record<string, Schema> = {
      Animal: {
        type: 'object',
        properties: { species: { type: 'string' } },
        discriminator: { propertyName: 'species', mapping: { cow: '#/components/schemas/Cow' } },
      },
      Cow: { allOf: [ref('Animal'), { properties: { milkLitres: { type: 'number' } } }] },
    };
    const node = schemaNode(ref('Animal'), schemas, 'body');
    assert.equal(node.groups.find(({ kind }) => kind === 'oneOf')?.discriminator, 'species');
    const [cow] = group(node, 'oneOf');
    assert.equal(cow?.name, 'cow');
    assert.match(JSON.stringify(cow), /milkLitres/);
  });

  it('say by title and required members what tells alternatives apart that are no more than that', () => {
    const node = schemaNode(
      {
        type: 'object',
        oneOf: [
          { title: 'With a text', required: ['text'] },
          { title: 'With a template', required: ['template', 'values'] },
        ],
        properties: { text: { type: 'string' } },
      },
      {},
      'body',
    );
    assert.deepEqual(
      group(node, 'oneOf').map(({ node: { title, type, facts } }) => [title, type, facts[0]?.values]),
      [
        ['With a text', 'object', ['text']],
        ['With a template', 'object', ['template', 'values']],
      ],
    );
  });

  it('are drawn for every keyword of JSON Schema 2020-12 that holds one', () => {
    const inner: Schema = { type: 'string', minLength: 1 };
    const node = schemaNode(
      {
        allOf: [inner],
        anyOf: [inner],
        not: inner,
        if: inner,
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: inner,
        else: inner,
        items: inner,
        prefixItems: [inner],
        contains: inner,
        additionalProperties: inner,
        patternProperties: { '^x-': inner },
        propertyNames: inner,
        dependentSchemas: { a: inner },
      },
      {},
      'body',
    );
    assert.deepEqual(
      node.groups.map(({ kind }) => kind),
      [
        'patternProperties',
        'values',
        'propertyNames',
        'prefixItems',
        'items',
        'contains',
        'allOf',
        'anyOf',
        'not',
        'if',
        'then',
        'else',
        'dependentSchemas',
      ],
    );
  });

  it('are not drawn where the type above tells all of them', () => {
    const node = schemaNode({ type: 'array', items: { type: 'string' } }, {}, 'body');
    assert.equal(node.type, 'string[]');
    assert.deepEqual(node.groups, []);
  });

  it('are drawn where the type above tells nothing of them', () => {
    const text: Schema = { type: 'string' };
    const kinds = (schema: Schema) => schemaNode(schema, {}, 'body').groups.map(({ kind }) => kind);
    assert.deepEqual(kinds({ type: 'object', additionalProperties: text }), []);
    assert.deepEqual(kinds({ properties: { a: text }, additionalProperties: text }), ['properties', 'otherProperties']);
    assert.deepEqual(kinds({ properties: { a: text }, unevaluatedProperties: { minLength: 1 } }), [
      'properties',
      'otherProperties',
    ]);
    assert.deepEqual(kinds({ prefixItems: [{ type: 'integer' }], items: text }), ['prefixItems', 'items']);
    assert.deepEqual(kinds({ type: 'array', contains: text }), ['contains']);
    assert.deepEqual(kinds({ not: text }), ['not']);
  });
});
