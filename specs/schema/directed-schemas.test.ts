import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Schema } from '../catalogue/model.ts';
import { schemaCompiler } from './compile.ts';
import { DirectedSchemas, type Direction } from './directed-schemas.ts';
import type { Schemas } from './discriminator.ts';

/** The places and keywords of what does not fit, without those that only say that something inside does not. */
function faults(
  schema: Schema,
  value: unknown,
  schemas: Schemas = {},
  direction: Direction | null = 'request',
): string[] {
  const directed = new DirectedSchemas(schemas, direction);
  const compile = schemaCompiler({ definitions: directed.definitions });
  const validate = compile(directed.directed(schema));
  assert.ok(validate);
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, keyword, params }) =>
      `${instancePath} ${keyword} ${params.missingProperty ?? params.additionalProperty ?? params.allowedValues ?? ''}`.trim(),
    );
}

const refer = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const id = { type: 'integer', readOnly: true };
const name = { type: 'string' };
const party: Schema = { type: 'object', required: ['id', 'name'], properties: { id, name } };

describe('a read-only property that is required', () => {
  const places: [string, Schema, unknown, Schemas?][] = [
    ['at the top', party, {}],
    ['in oneOf', { oneOf: [party] }, {}],
    ['in anyOf', { anyOf: [party] }, {}],
    ['in allOf', { allOf: [party] }, {}],
    // biome-ignore lint/suspicious/noThenProperty: keyword of JSON Schema.
    ['in then', { if: { type: 'object' }, then: party }, {}],
    ['in else', { if: { type: 'string' }, else: party }, {}],
    ['in dependentSchemas', { dependentSchemas: { a: party } }, { a: 1 }],
    ['in items', { items: party }, [{}]],
    ['in prefixItems', { prefixItems: [party] }, [{}]],
    ['in additionalProperties', { additionalProperties: party }, { x: {} }],
    ['in patternProperties', { patternProperties: { '^x': party } }, { x: {} }],
    ['in a property', { properties: { x: party } }, { x: {} }],
    ['behind a reference', refer('Party'), {}, { Party: party }],
    ['behind references in each other', { oneOf: [refer('A')] }, {}, { A: { allOf: [refer('Party')] }, Party: party }],
    ['required beside the schema that declares it', { required: ['id', 'name'], allOf: [{ properties: { id } }] }, {}],
    ['required in another part of allOf', { allOf: [{ properties: { id } }, { required: ['id', 'name'] }] }, {}],
    [
      'required by a referenced part',
      { properties: { id }, allOf: [refer('Named')] },
      {},
      { Named: { required: ['id', 'name'] } },
    ],
    ['required where a branch declares it', { required: ['id', 'name'], oneOf: [{ properties: { id } }] }, {}],
    ['whose own schema is referenced', { required: ['id', 'name'], properties: { id: refer('Id') } }, {}, { Id: id }],
  ];
  for (const [place, schema, value, schemas] of places) {
    test(`is not asked for in a request, but others are: ${place}`, () => {
      const found = faults(schema, value, schemas);
      assert.ok(
        found.some((fault) => fault.endsWith('required name')),
        found.join(),
      );
      assert.ok(!found.some((fault) => fault.endsWith('required id')), found.join());
    });
    test(`is asked for in a response: ${place}`, () => {
      assert.ok(faults(schema, value, schemas, 'response').some((fault) => fault.endsWith('required id')));
    });
  }

  test('is not asked for in schemas that hold themselves', () => {
    const schemas = { Node: { ...party, properties: { id, name, next: refer('Node') } } };
    assert.deepEqual(faults(refer('Node'), { name: 'a', next: { name: 'b', next: {} } }, schemas), [
      '/next/next required name',
    ]);
  });
  test('does not make not exclude what has all the others', () => {
    const blocked: Schema = { required: ['id', 'blocked'], properties: { id, blocked: { const: true } } };
    assert.deepEqual(faults({ not: blocked }, { blocked: true }), ['not']);
    assert.deepEqual(faults({ not: blocked }, {}), []);
  });
  test('may be excluded from requests', () => {
    assert.deepEqual(faults({ properties: { id }, not: { required: ['id'] } }, {}), []);
  });
  test('is required where one branch has it and the other, which was not sent, does not', () => {
    const schema: Schema = {
      oneOf: [party, { type: 'object', required: ['id'], properties: { id: { type: 'string' } } }],
    };
    assert.ok(faults(schema, {}).includes('required id'));
  });
  test('is in a request like a property that the schema does not have', () => {
    assert.deepEqual(faults(party, { id: 'not even an integer', name: 'x' }), []);
    assert.deepEqual(faults({ ...party, additionalProperties: false }, { id: 7, name: 'x' }), [
      'additionalProperties id',
    ]);
  });
});

describe('a write-only property', () => {
  const user: Schema = {
    type: 'object',
    required: ['user', 'password'],
    properties: { user: name, password: { type: 'string', writeOnly: true } },
  };
  const places: [string, Schema, (value: object) => unknown][] = [
    ['at the top', user, (value: object) => value],
    ['in allOf', { allOf: [user] }, (value: object) => value],
    ['in oneOf', { oneOf: [user] }, (value: object) => value],
    ['in a list', { items: refer('User') }, (value: object) => [value]],
    ['in a map', { additionalProperties: user }, (value: object) => ({ x: value })],
  ];
  for (const [place, schema, wrap] of places) {
    test(`is required in requests and not in responses: ${place}`, () => {
      const schemas = { User: user };
      assert.ok(faults(schema, wrap({ user: 'a' }), schemas).some((fault) => fault.endsWith('required password')));
      assert.deepEqual(faults(schema, wrap({ user: 'a' }), schemas, 'response'), []);
    });
    test(`is at fault in a response: ${place}`, () => {
      const found = faults(schema, wrap({ user: 'a', password: 'b' }), { User: user }, 'response');
      assert.ok(
        found.some((fault) => fault.endsWith('/password not')),
        found.join(),
      );
    });
  }
});

describe('parts of allOf', () => {
  test('are each checked as they stand', () => {
    const closed: Schema = {
      allOf: [{ properties: { p: name } }, { additionalProperties: false, properties: { q: name } }],
    };
    assert.deepEqual(faults(closed, { p: 'x' }), ['additionalProperties p']);
    assert.deepEqual(faults({ properties: { x: closed } }, { x: { p: 'x' } }), ['/x additionalProperties p']);
    assert.deepEqual(faults(closed, { q: 'x' }), []);
  });
});

describe('a discriminator', () => {
  const House: Schema = {
    type: 'object',
    required: ['kind', 'number'],
    properties: { kind: { type: 'string' }, number: { type: 'integer' } },
  };
  const Street: Schema = { type: 'object', required: ['kind', 'name'], properties: { kind: { type: 'string' }, name } };
  const choice = (mapping?: Record<string, string>, list = [refer('House'), refer('Street')]): Schema => ({
    oneOf: list,
    discriminator: { propertyName: 'kind', ...(mapping && { mapping }) },
  });
  const schemas = { House, Street };

  test('selects by the name of the schema', () => {
    assert.deepEqual(faults(choice(), { kind: 'Street' }, schemas), ['required name']);
    assert.deepEqual(faults(choice(), { kind: 'Street', name: 'a' }, schemas), []);
  });
  test('says which values there are', () => {
    assert.deepEqual(faults(choice(), { kind: 'Lane' }, schemas), ['/kind enum House,Street']);
    assert.deepEqual(faults(choice(), { kind: 5 }, schemas), ['/kind enum House,Street']);
    assert.deepEqual(faults(choice(), {}, schemas), ['required kind']);
  });
  test('selects by mapping, and by name what the mapping leaves out', () => {
    const mapping = { street: '#/components/schemas/Street' };
    assert.deepEqual(faults(choice(mapping), { kind: 'street' }, schemas), ['required name']);
    assert.deepEqual(faults(choice(mapping), { kind: 'House' }, schemas), ['required number']);
    assert.deepEqual(faults(choice({ street: 'Street' }), { kind: 'x' }, schemas), ['/kind enum street,House']);
  });
  test('works with anyOf, in lists, in maps and beside null', () => {
    const { oneOf = [], discriminator } = choice();
    const some: Schema = { anyOf: [...oneOf, { type: 'null' }], ...(discriminator && { discriminator }) };
    assert.deepEqual(faults(some, { kind: 'House' }, schemas), ['required number']);
    assert.deepEqual(faults(some, null, schemas), []);
    assert.deepEqual(faults({ items: choice() }, [{ kind: 'House' }], schemas), ['/0 required number']);
    assert.deepEqual(faults({ additionalProperties: choice() }, { x: { kind: 'House' } }, schemas), [
      '/x required number',
    ]);
  });
  test('selects by const and enum, inline schemas too', () => {
    const fixed = choice(undefined, [
      { ...House, properties: { kind: { const: 'house' } } },
      { ...Street, properties: { kind: { enum: ['street', 'road'] } } },
    ]);
    assert.deepEqual(faults(fixed, { kind: 'road' }), ['required name']);
    assert.deepEqual(faults(fixed, { kind: 'x' }), ['/kind enum house,street,road']);
  });
  test('selects within a choice that is one of the alternatives', () => {
    const nested = { ...schemas, Place: choice(), Box: { type: 'object', required: ['kind', 'box'] } };
    const outer = choice(undefined, [refer('Place'), refer('Box')]);
    assert.deepEqual(faults(outer, { kind: 'House' }, nested), ['required number']);
    assert.deepEqual(faults(outer, { kind: 'Box' }, nested), ['required box']);
  });
  test('changes nothing where no value is that of one alternative alone', () => {
    const unclear = choice(undefined, [{ properties: { kind: name } }, { properties: { kind: { const: 'a' } } }]);
    assert.deepEqual(faults(unclear, { kind: 'b' }), []);
  });

  const parent = (mapping?: Record<string, string>): Schemas => ({
    Animal: {
      type: 'object',
      required: ['species'],
      properties: { species: name },
      discriminator: { propertyName: 'species', ...(mapping && { mapping }) },
    },
    Cow: { allOf: [refer('Animal'), { required: ['milkLitres'], properties: { milkLitres: { type: 'number' } } }] },
    Calf: { allOf: [refer('Cow'), { required: ['months'] }] },
  });
  test('in a parent selects the child, by mapping and by name', () => {
    const mapped = parent({ cow: '#/components/schemas/Cow' });
    assert.deepEqual(faults(refer('Animal'), { species: 'cow' }, mapped), ['required milkLitres']);
    assert.deepEqual(faults(refer('Animal'), { species: 'Calf' }, mapped), ['required milkLitres', 'required months']);
    assert.deepEqual(faults(refer('Animal'), { species: 'pig' }, mapped), ['/species enum cow,Calf']);
    assert.deepEqual(faults(refer('Animal'), { species: 'Cow' }, parent()), ['required milkLitres']);
    assert.deepEqual(faults(refer('Animal'), { species: 'pig' }, parent()), ['/species enum Cow,Calf,Animal']);
    assert.deepEqual(faults(refer('Animal'), {}, parent()), ['required species']);
  });
  test('in a parent that also lists its children does not go round in circles', () => {
    const schemas = parent();
    schemas.Animal = { ...schemas.Animal, oneOf: [refer('Cow')] };
    assert.deepEqual(faults(refer('Animal'), { species: 'Cow' }, schemas), ['required milkLitres']);
    assert.deepEqual(faults(refer('Cow'), { species: 'Cow', milkLitres: 1 }, schemas), []);
  });
});

describe('closed: properties that no schema declares', () => {
  function undeclared(
    schema: Schema,
    value: unknown,
    schemas: Schemas = {},
    direction: Direction | null = null,
  ): string[] {
    const directed = new DirectedSchemas(schemas, direction, { closed: true });
    const validate = schemaCompiler({ definitions: directed.definitions })(directed.directed(schema));
    assert.ok(validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword, params }) =>
      `${instancePath} ${keyword} ${params.unevaluatedProperty ?? ''}`.trim(),
    );
  }
  const named: Schema = { properties: { name } };

  for (const [place, schema, value, path, schemas] of [
    ['at the top', named, { name: 'a', nam: 'b' }, '', {}],
    ['in allOf', { allOf: [named, refer('Party')] }, { id: 1, name: 'a', nam: 'b' }, '', { Party: party }],
    ['in items', { items: named }, [{ nam: 'b' }], '/0', {}],
    ['behind a reference', { properties: { x: refer('Named') } }, { x: { nam: 'b' } }, '/x', { Named: named }],
  ] as [string, Schema, unknown, string, Schemas][]) {
    test(`are found ${place}`, () => {
      assert.deepEqual(undeclared(schema, value, schemas), [`${path} unevaluatedProperties nam`.trim()]);
    });
  }

  for (const [place, schema, value] of [
    ['where the schema takes others', { ...named, additionalProperties: true }, { nam: 1 }],
    ['where no schema declares any', { type: 'object' }, { nam: 1 }],
    ['where an alternative takes any object', { anyOf: [named, { type: 'object' }] }, { nam: 1 }],
    ['in a condition', { ...named, not: { required: ['name'], properties: { name: { const: 'x' } } } }, { name: 'a' }],
  ] as [string, Schema, unknown][]) {
    test(`are let through ${place}`, () => assert.deepEqual(undeclared(schema, value), []));
  }

  test('are read-only ones in a request, with the reason', () => {
    assert.deepEqual(undeclared(party, { id: 1, name: 'a' }, {}, 'request'), ['/id not']);
  });
});

test('without a direction, what goes in one only may be there and need not', () => {
  const user: Schema = {
    ...party,
    required: ['id', 'pin'],
    properties: { id, pin: { type: 'string', writeOnly: true } },
  };
  for (const value of [{}, { id: 1, pin: 'a' }]) assert.deepEqual(faults(user, value, {}, null), []);
  assert.deepEqual(faults(user, { pin: 5 }, {}, null), ['/pin type']);
});
