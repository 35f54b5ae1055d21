import type { OpenApiDocument, Schema } from '@dpi/specs/model';

/** A schema that can cost more than it is worth, and a body of at most 1 MB that makes it. */
export interface CostlyCase {
  schema: Schema;
  /** Components that the schema refers to. */
  schemas?: Record<string, Schema>;
  body: () => string;
  /** Status of the answer. */
  status: 200 | 422;
}

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const list = (length: number, item: (index: number) => unknown): unknown[] =>
  Array.from({ length }, (_, index) => item(index));
const text = (value: unknown): string => JSON.stringify(value);

const operator = (op: string): Schema => ({
  type: 'object',
  required: ['op', 'args'],
  properties: { args: { type: 'array', items: ref('Filter') }, op: { const: op } },
});
const comparison: Schema = {
  type: 'object',
  required: ['field', 'value'],
  properties: { field: { type: 'string' }, value: {} },
};
const Filter: Schema = { oneOf: [...['and', 'or', 'not', 'any'].map(operator), comparison] };

function filterTree(depth: number, leaf: unknown): unknown {
  let tree = leaf;
  for (let level = 0; level < depth; level++) tree = { op: 'and', args: [tree] };
  return tree;
}

/** Schemas that all refer to each other. */
function crowd(size: number): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  for (let index = 0; index < size; index++) {
    const properties: Record<string, Schema> = {};
    for (let other = 0; other < 12; other++) {
      properties[`plain${other}`] = { type: 'string', minLength: 1, maxLength: 100, description: 'A plain value.' };
      properties[`next${other}`] = ref(`S${(index * 7 + other * 31 + 1) % size}`);
    }
    schemas[`S${index}`] = { type: 'object', properties, additionalProperties: false };
  }
  return schemas;
}

/** By name. */
export const COSTLY: Record<string, CostlyCase> = {
  'a recursive filter tree of alternatives': {
    schema: ref('Filter'),
    schemas: { Filter },
    body: () => text(filterTree(22, { field: 'a', value: 1 })),
    status: 200,
  },
  'a recursive filter tree with a violation at its end': {
    schema: ref('Filter'),
    schemas: { Filter },
    body: () => text(filterTree(22, { field: 1 })),
    status: 422,
  },
  'a recursive tree of branches that differ in nothing': {
    schema: ref('Node'),
    schemas: {
      Node: {
        anyOf: list(4, (index) => ({ properties: { next: ref('Node'), [`x${index}`]: { type: 'null' } } })) as Schema[],
      },
    },
    body: () => text(list(45, () => 0).reduce((next) => ({ next }), 'end')),
    status: 200,
  },
  'contains and anyOf in each other': {
    schema: ref('List'),
    schemas: {
      List: {
        type: 'array',
        contains: { anyOf: [ref('List'), { type: 'array', contains: ref('List') }, { const: 7 }] },
      },
    },
    body: () => text(list(40, () => 0).reduce((inner) => [inner, inner === 0 ? 0 : 1], 0)),
    status: 422,
  },
  'not in itself': {
    schema: ref('Odd'),
    schemas: {
      Odd: {
        type: 'object',
        not: { properties: { next: ref('Odd') }, anyOf: [{ required: ['next'], properties: { next: ref('Odd') } }] },
      },
    },
    body: () => text(list(45, () => 0).reduce((next) => ({ next }), {})),
    status: 422,
  },
  'a hundred thousand properties that are unknown': {
    schema: { type: 'object', properties: { a: {} }, additionalProperties: false },
    body: () => `{${list(90_000, (index) => `"p${index}":1`).join(',')}}`,
    status: 422,
  },
  'sixty kilobytes of properties that are unknown': {
    schema: { type: 'object', properties: { a: {} }, additionalProperties: false },
    body: () => `{${list(6000, (index) => `"p${index}":1`).join(',')}}`,
    status: 422,
  },
  'sixty kilobytes of items that are wrong': {
    schema: { type: 'array', items: ref('Item') },
    schemas: {
      Item: { oneOf: [{ type: 'object', required: ['a'] }, { type: 'array' }, ref('Other')] },
      Other: { type: 'string' },
    },
    body: () => text(list(30_000, () => 1)),
    status: 422,
  },
  'a megabyte of objects that have to differ': {
    schema: { type: 'array', uniqueItems: true, items: { type: 'object', properties: { id: { type: 'integer' } } } },
    body: () => text(list(34_000, (id) => ({ id, name: 'abcdefgh' }))),
    status: 200,
  },
  'lists in lists that all have to differ': {
    schema: ref('Set'),
    schemas: { Set: { type: ['array', 'string'], uniqueItems: true, items: ref('Set') } },
    body: () =>
      text(
        list(90, () => 0).reduce(
          (inner) => [inner],
          list(80_000, (index) => `i${index}`),
        ),
      ),
    status: 422,
  },
  'a long text that many lengths and patterns apply to': {
    schema: {
      allOf: list(300, (index) => ({ minLength: index, pattern: `^[a-z]{0,${index % 9}}[a-z ]*$` })) as Schema[],
    },
    body: () => text('a'.repeat(990_000)),
    status: 422,
  },
  'the first call to six hundred schemas that refer to each other': {
    schema: ref('S0'),
    schemas: crowd(600),
    body: () => text({ plain0: 'a', next0: { plain1: 'b' } }),
    status: 200,
  },
  'a megabyte of ordinary records': {
    schema: { type: 'array', items: ref('Person') },
    schemas: {
      Person: {
        type: 'object',
        required: ['id', 'name'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          name: { type: 'string', minLength: 1, maxLength: 200 },
          birthDate: { type: 'string', format: 'date' },
          phone: { type: 'string', pattern: '^\\+?[0-9 ]{6,20}$' },
          address: ref('Address'),
          gender: { enum: ['male', 'female', 'other'] },
        },
        additionalProperties: false,
      },
      Address: {
        type: 'object',
        properties: { city: { type: 'string' }, lines: { type: 'array', items: { type: 'string' } } },
      },
    },
    body: () =>
      text(
        list(4500, (index) => ({
          id: `123e4567-e89b-12d3-a456-4266141${String(index).padStart(5, '0')}`,
          name: 'Rahima Begum',
          birthDate: '1987-03-14',
          phone: '+8801712345678',
          gender: 'female',
          address: { city: 'Dhaka', lines: ['House 1', 'Road 2'] },
        })),
      ),
    status: 200,
  },
};

/** A document with one operation, `POST /x`, that takes the body of a case. */
export function documentOf({ schema, schemas = {} }: Pick<CostlyCase, 'schema' | 'schemas'>): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'Costly', version: '1.0.0' },
    paths: {
      '/x': {
        post: {
          operationId: 'send',
          requestBody: { required: true, content: { 'application/json': { schema } } },
          responses: { 200: { description: 'Received.' } },
        },
      },
    },
    components: { schemas },
  } as unknown as OpenApiDocument;
}
