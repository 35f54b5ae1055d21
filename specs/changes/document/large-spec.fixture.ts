import type { OpenApiDocument } from '../../catalogue/model.ts';
import type { JsonObject } from '../../json/value.ts';

const SCHEMAS = 100;

/** A spec whose schemas all refer to each other, so that every operation reaches every schema. */
export function largeSpec(operations: number): OpenApiDocument {
  const schemas: JsonObject = {};
  for (let index = 0; index < SCHEMAS; index += 1) {
    schemas[`S${index}`] = {
      type: 'object',
      required: ['p1'],
      properties: {
        p1: { type: 'string', maxLength: 20 },
        next: reference(index + 1),
        list: { type: 'array', items: reference(index * 7 + 3) },
        one: { oneOf: [reference(index + 2), reference(index * 3), { type: 'null' }] },
      },
    };
  }
  const paths: Record<string, JsonObject> = {};
  for (let index = 0; index < operations; index += 1) {
    const content = { 'application/json': { schema: reference(index) } };
    paths[`/things${index}`] = {
      post: { requestBody: { content }, responses: { '200': { description: 'Fine', content } } },
    };
  }
  return { openapi: '3.1.0', info: { title: 'Large', version: '1.0.0' }, paths, components: { schemas } };
}

/** A spec whose schemas are all alternatives of alternatives. Two of another `turn` have no schema in common. */
export function tangledSpec(count: number, turn: number): OpenApiDocument {
  const schemas: JsonObject = {};
  for (let index = 0; index < count; index += 1) {
    const shape = (part: number): JsonObject => ({
      type: 'object',
      properties: {
        [`a${(part + turn) % 5}`]: reference(index * 3 + part * 7 + turn, count),
        b: {
          anyOf: [reference(index + part, count), { type: 'array', items: reference(index * 5 + part + turn, count) }],
        },
      },
    });
    schemas[`S${index}`] = { oneOf: [0, 1, 2, 3].map(shape) };
  }
  const operation = (index: number): JsonObject => {
    const content = { 'application/json': { schema: reference(index, count) } };
    return { post: { requestBody: { content }, responses: { '200': { description: 'Fine', content } } } };
  };
  const paths = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`/things${index}`, operation(index)]));
  return { openapi: '3.1.0', info: { title: 'Tangled', version: '1.0.0' }, paths, components: { schemas } };
}

function reference(index: number, count: number = SCHEMAS): JsonObject {
  return { $ref: `#/components/schemas/S${index % count}` };
}
