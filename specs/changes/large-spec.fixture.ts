import type { JsonObject, OpenApiDocument } from '../catalogue/model.ts';

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

function reference(index: number): JsonObject {
  return { $ref: `#/components/schemas/S${index % SCHEMAS}` };
}
