/** A spec whose every text tries to become code. */
export const HOSTILE = {
  openapi: '3.1.0',
  info: { title: 'A\nstolen()', version: '1.0.0\nstolen()', description: '*/ stolen() /*' },
  paths: {
    "/a/{b}'+stolen()+'": {
      get: {
        operationId: '__proto__',
        summary: '*/ stolen() /*',
        parameters: [
          { name: "b'];stolen()", in: 'query', schema: { type: 'string; stolen()' } },
          {
            name: 'b',
            in: 'path',
            required: true,
            description: '*/ stolen()',
            schema: { enum: ['a"; stolen()', { a: 1 }] },
          },
        ],
        responses: { '2XX': { description: 'Found' }, default: { description: 'Not found' } },
      },
      post: {
        operationId: 'class; stolen()',
        requestBody: { content: { 'text/plain"; stolen()': { schema: { $ref: '#/components/schemas/Result' } } } },
        responses: {
          '200': {
            description: 'Done',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/a-b' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Result: {
        type: 'object',
        properties: { '"; stolen()': { type: 'string' }, __proto__x: { const: "'; stolen()" } },
      },
      'a-b': { type: ['array', 'null'], items: { $ref: '#/components/schemas/a.b' }, description: '*/ stolen()' },
      'a.b': { allOf: [{ $ref: '#/components/schemas/a-b' }, { type: 'object', properties: { 'c d': true } }] },
    },
  },
};
