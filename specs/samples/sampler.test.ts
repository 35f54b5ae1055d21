import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Persona, Schema } from '../catalogue/model.ts';
import type { JsonValue } from '../json/value.ts';
import { type SampleOptions, Sampler } from './sampler.ts';

const RAHIMA: Persona = {
  id: 'rahima',
  name: 'Rahima Begum',
  summary: '',
  purpose: '',
  identifiers: { nid: '1990000001', mobile: '+8801700000001' },
  facts: { birthDate: '1961-03-12', gender: 'female', address: { district: 'Kurigram' } },
};

function sample(schema: Schema, schemas: Record<string, Schema> = {}, options: Partial<SampleOptions> = {}) {
  return new Sampler(schemas, [RAHIMA]).sample(schema, { direction: 'response', ...options });
}

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

describe('a made-up value fits its schema', () => {
  const rows: Record<string, Schema> = {
    ...Object.fromEntries(
      ['date', 'date-time', 'time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uri-reference', 'uuid']
        .concat(['json-pointer', 'relative-json-pointer', 'regex', 'byte', 'uri-template', 'int64', 'password'])
        .map((format) => [`format ${format}`, { type: 'string', format }]),
    ),
    pattern: { type: 'string', pattern: '^BD-[A-Z]{2}[0-9]{3}$' },
    'a pattern of alternatives': { type: 'string', pattern: '^([0-9]{10}|[0-9]{17})$', minLength: 17 },
    'a pattern without anchors': { type: 'string', pattern: 'x-', maxLength: 2 },
    'a pattern that looks ahead': { type: 'string', pattern: '^(?=.*[a-z])[a-z0-9]{4,8}$' },
    'a pattern that refers back': { type: 'string', pattern: '^(\\d)-\\1$' },
    'a pattern of a script': { type: 'string', pattern: '^\\p{Script=Bengali}+$', minLength: 3 },
    'a pattern of the older syntax': { type: 'string', pattern: '^[\\w\\@]+$' },
    'a pattern and lengths': { type: 'string', pattern: '^[a-z-]+$', minLength: 40, maxLength: 60 },
    'a format and a length': { type: 'string', format: 'email', maxLength: 12 },
    lengths: { type: 'string', minLength: 50, maxLength: 51 },
    'a step': { type: 'integer', minimum: 7, multipleOf: 5 },
    'a step of a hundredth': { type: 'number', exclusiveMinimum: 0.07, multipleOf: 0.01 },
    'two steps': { type: 'integer', allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], minimum: 1 },
    'exclusive bounds': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    'negative bounds': { type: 'integer', maximum: -3 },
    'not a value': { type: 'integer', not: { const: 1 } },
    'not a type': { not: { type: 'string' }, type: ['string', 'integer'] },
    'distinct items': { type: 'array', minItems: 3, uniqueItems: true, items: { enum: ['a', 'b', 'c'] } },
    'distinct objects': {
      type: 'array',
      minItems: 4,
      uniqueItems: true,
      items: { type: 'object', required: ['a'], properties: { a: { type: 'boolean' }, b: { type: 'integer' } } },
    },
    'places of a list': { type: 'array', minItems: 3, prefixItems: [{ type: 'integer' }, { type: 'string' }] },
    'a list that contains': { type: 'array', items: { type: 'integer' }, contains: { minimum: 50 }, minContains: 2 },
    'a closed list': { type: 'array', prefixItems: [{ const: 1 }], items: false },
    'a member called constructor': {
      type: 'object',
      required: ['constructor'],
      properties: { constructor: { type: 'string' } },
    },
    'dependent members': {
      type: 'object',
      properties: { card: { type: 'string' } },
      dependentRequired: { card: ['pin'] },
    },
    'a dependent schema': {
      type: 'object',
      properties: { card: { type: 'string' } },
      dependentSchemas: { card: { required: ['pin'], properties: { pin: { type: 'integer' } } } },
    },
    'names of members': { type: 'object', minProperties: 2, propertyNames: { pattern: '^x-[a-z]+$' } },
    'members by pattern': {
      type: 'object',
      minProperties: 1,
      patternProperties: { '^n_': { type: 'integer' } },
      additionalProperties: false,
    },
    'few members': {
      type: 'object',
      maxProperties: 1,
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      required: ['b'],
    },
    'parts that are joined': {
      allOf: [{ type: 'string', minLength: 5 }, { pattern: '^[0-9]*$' }, { maxLength: 6 }],
    },
    'exactly one': { oneOf: [{ type: 'number' }, { type: 'integer' }] },
    'one of objects': {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    'if and then': {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['card', 'cash'] } },
      if: { properties: { kind: { const: 'card' } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ['number'], properties: { number: { type: 'string', pattern: '^[0-9]{4}$' } } },
    },
    'an example that does not fit': { type: 'string', format: 'date-time', examples: [''] },
    'an example of an object that does not fit': {
      type: 'object',
      properties: { at: { type: 'string', format: 'date' } },
      examples: [{ at: 'x' }],
    },
  };
  for (const [behaviour, schema] of Object.entries(rows)) {
    test(behaviour, () => {
      const made = sample(schema);
      assert.notEqual(made.value, undefined);
      assert.deepEqual(made.misfits, [], JSON.stringify(made.value));
      const varied = sample(schema, {}, { seed: 'a', isVaried: true });
      assert.deepEqual(varied.misfits, [], JSON.stringify(varied.value));
      assert.deepEqual(sample(schema, {}, { seed: 'a', isVaried: true }), varied);
    });
  }
});

describe('a made-up value says what its name lets one expect', () => {
  const member = (name: string, schema: Schema, others: Record<string, Schema> = {}) =>
    (sample({ type: 'object', properties: { [name]: schema, ...others } }).value as Record<string, JsonValue>)[name];
  const rows: [behaviour: string, name: string, schema: Schema, value: JsonValue][] = [
    ['an identifier of a persona', 'nid', { type: 'string' }, '1990000001'],
    ['a fact of a persona', 'date_of_birth', { type: 'string', format: 'date' }, '1961-03-12'],
    ['a fact of a persona that is nested', 'district', { type: 'string' }, 'Kurigram'],
    ['no fact that does not fit', 'phone', { type: 'string', maxLength: 9 }, '+15550100'],
    ['an id', 'exportId', { type: 'string' }, 'export-1001'],
    ['a number of a name', 'age', { type: 'integer' }, 34],
    ['a code', 'districtCode', { type: 'string' }, 'DISTRICT-1'],
    ['words', 'shopName', { type: 'string' }, 'Example shop name'],
  ];
  for (const [behaviour, name, schema, value] of rows) test(behaviour, () => assert.equal(member(name, schema), value));

  test('a name is that of a person beside what only people have', () => {
    const name: Schema = { type: 'string' };
    assert.equal(member('name', name, { gender: { type: 'string' } }), 'Rahima Begum');
    assert.equal(member('name', name, { colour: { type: 'string' } }), 'Example name');
  });
  test('what the path names is in the answer', () => {
    const schema: Schema = { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer' } } };
    const { value } = sample(schema, {}, { given: { id: 'a-7', size: '5' } });
    assert.deepEqual(value, { id: 'a-7', size: 5 });
  });
  test('what is stated comes first', () => {
    assert.equal(sample({ type: 'string', examples: ['a'], default: 'b' }).value, 'a');
    assert.equal(sample({ enum: ['b', 'a'] }).value, 'b');
    assert.equal(sample({ type: ['null', 'boolean'] }).value, true);
    const whole = sample({ type: 'object', examples: [{ a: 1 }] });
    assert.deepEqual([whole.value, whole.isInvented], [{ a: 1 }, false]);
  });
  test('what only the other side writes is left out', () => {
    const schema: Schema = {
      required: ['id', 'password'],
      properties: { id: { const: 1, readOnly: true }, password: { const: 'x', writeOnly: true } },
    };
    assert.deepEqual(sample(schema, {}, { direction: 'request' }), {
      ...sample(schema, {}, { direction: 'request' }),
      value: { password: 'x' },
      misfits: [],
    });
    assert.deepEqual(sample(schema).value, { id: 1 });
  });
  test('a discriminator names the alternative, in the parent too', () => {
    const schemas: Record<string, Schema> = {
      Street: {
        type: 'object',
        required: ['kind', 'name'],
        properties: { kind: { type: 'string' }, name: { type: 'string' } },
      },
      Animal: {
        type: 'object',
        required: ['kind'],
        properties: { kind: { type: 'string' } },
        discriminator: { propertyName: 'kind', mapping: { cow: ref('Cow').$ref ?? '' } },
      },
      Cow: {
        allOf: [ref('Animal'), { type: 'object', required: ['litres'], properties: { litres: { type: 'integer' } } }],
      },
    };
    const address: Schema = { oneOf: [ref('Street')], discriminator: { propertyName: 'kind' } };
    assert.deepEqual(sample(address, schemas).value, { kind: 'Street', name: 'Example name' });
    assert.deepEqual(sample(ref('Animal'), schemas).value, { kind: 'cow', litres: 1 });
  });
  test('a discriminator names alternatives by their own values, and grandchildren', () => {
    const kind = (value: string): Schema => ({ type: 'object', properties: { kind: { enum: [value] } } });
    const schemas: Record<string, Schema> = {
      Road: kind('road'),
      Animal: { type: 'object', properties: { kind: { type: 'string' } }, discriminator: { propertyName: 'kind' } },
      Mammal: { allOf: [ref('Animal'), { required: ['legs'], properties: { legs: { const: 4 } } }] },
      Cow: { allOf: [ref('Mammal'), { required: ['litres'], properties: { litres: { const: 1 } } }] },
    };
    const address: Schema = { oneOf: [ref('Road')], discriminator: { propertyName: 'kind' } };
    assert.deepEqual(sample(address, schemas).value, { kind: 'road' });
    assert.deepEqual(sample(ref('Animal'), schemas).misfits, []);
    const mapping = { cow: '#/components/schemas/Cow' };
    const mapped = { ...schemas, Animal: { ...schemas.Animal, discriminator: { propertyName: 'kind', mapping } } };
    assert.deepEqual(sample(ref('Animal'), mapped).value, { kind: 'cow', legs: 4, litres: 1 });
  });
});

describe('a recursive schema ends where it allows it', () => {
  const rows: [behaviour: string, member: Schema, value: JsonValue][] = [
    [
      'with null',
      { type: 'object', required: ['next'], properties: { next: { anyOf: [ref('A'), { type: 'null' }] } } },
      { next: null },
    ],
    [
      'with null of its own type',
      { type: ['object', 'null'], required: ['next'], properties: { next: ref('A') } },
      { next: null },
    ],
    [
      'with an empty list',
      { type: 'object', required: ['next'], properties: { next: { type: 'array', items: ref('A') } } },
      { next: [] },
    ],
    ['without the member', { type: 'object', properties: { next: ref('A'), a: { const: 1 } } }, { a: 1 }],
    [
      'with another alternative',
      { oneOf: [{ type: 'object', required: ['left'], properties: { left: ref('A') } }, { const: 0 }] },
      0,
    ],
    ['through allOf', { type: 'object', properties: { next: { allOf: [ref('A')] } } }, { next: {} }],
  ];
  for (const [behaviour, schema, value] of rows) {
    test(behaviour, () => {
      const made = sample(ref('A'), { A: schema });
      assert.deepEqual([made.value, made.misfits], [value, []]);
    });
  }
  test('and has no value where it allows none', () => {
    const made = sample(ref('A'), {
      A: { type: 'object', required: ['a', 'b'], properties: { a: ref('A'), b: ref('A') } },
    });
    assert.equal(made.value, undefined);
  });
});

describe('what cannot be made up is said', () => {
  const rows: Record<string, Schema> = {
    'bounds that leave nothing': { type: 'integer', minimum: 5, maximum: 4 },
    'a value that is not allowed': { const: 1, type: 'string' },
    'more items than are made': { type: 'array', minItems: 1e7, items: { type: 'string' } },
    'a longer text than is made': { type: 'string', minLength: 1e9 },
    'a longer pattern than is written': { type: 'string', pattern: '^([a-z]{1000}){1000}$' },
    'too few distinct values': { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'boolean' } },
  };
  for (const [behaviour, schema] of Object.entries(rows)) {
    test(behaviour, () => assert.equal(sample(schema).value, undefined));
  }
  test('with the places that do not fit', () => {
    const { value, misfits } = sample({
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer', not: {} } },
    });
    assert.deepEqual([typeof value, misfits], ['object', ['/a']]);
  });
});

test('of alternatives within alternatives one is chosen at each level', () => {
  const inner: Schema = { anyOf: [{ type: 'integer' }, { type: 'boolean' }] };
  for (let seed = 0; seed < 20; seed++) {
    for (const schema of [
      { anyOf: [{ type: 'string' }, inner] },
      { oneOf: [inner, { allOf: [inner] }, { type: 'null' }] },
    ] as Schema[]) {
      const made = sample(schema, {}, { seed: String(seed), isVaried: true });
      assert.notEqual(made.value, undefined);
    }
  }
});

test('hostile schemas end after a known number of steps', () => {
  const names = Array.from({ length: 60 }, (_, index) => `S${index}`);
  const crosswise = Object.fromEntries(
    names.map((name) => [
      name,
      {
        type: 'object',
        required: names,
        properties: Object.fromEntries(names.map((other) => [other, ref(other)])),
      } as Schema,
    ]),
  );
  const doubling = Object.fromEntries(
    names.map((name, index) => [
      name,
      {
        type: 'object',
        required: ['a', 'b'],
        properties: { a: ref(`S${index + 1}`), b: ref(`S${index + 1}`) },
      } as Schema,
    ]),
  );
  const hostile: [Schema, Record<string, Schema>][] = [
    [ref('S0'), crosswise],
    [ref('S0'), { ...doubling, S60: { type: 'string' } }],
    [ref('S0'), { S0: { allOf: [ref('S1'), ref('S0')] }, S1: { allOf: [ref('S0')] } }],
    [
      {
        oneOf: Array.from(
          { length: 5000 },
          (_, index) =>
            ({ type: 'object', required: ['x'], properties: { x: { const: index, type: 'string' } } }) as Schema,
        ),
      },
      {},
    ],
    [{ type: 'object', required: Array.from({ length: 50_000 }, (_, index) => `p${index}`) }, {}],
    [{ type: 'string', pattern: `^${'(a|'.repeat(200)}b${')*'.repeat(200)}$` }, {}],
    [{ type: 'string', pattern: '^(a+)+b\\1{50}$' }, {}],
    [{ type: 'object', properties: { __proto__: { type: 'string' }, constructor: { type: 'string' } } }, {}],
  ];
  for (const [schema, schemas] of hostile) {
    const started = process.cpuUsage();
    new Sampler(schemas, []).sample(schema, { direction: 'response', seed: 'x', isVaried: true });
    const { user } = process.cpuUsage(started);
    assert.ok(user < 3_000_000, `${user / 1000} ms: ${JSON.stringify(schema).slice(0, 100)}`);
  }
});
