import type { OpenApiDocument } from '@dpi/specs/model';

/** A small service with named pairs for personas, as the catalogue's own services have them. */
export const VERIFICATION: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Verification', version: '1.0.0' },
  paths: {
    '/verifications': {
      post: {
        operationId: 'createVerification',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/VerificationRequest' },
              examples: {
                'rahima-match': { value: { nid: '1990000001', birthDate: '1961-03-12' } },
                'rahima-wrong-birth-date': { value: { nid: '1990000001', birthDate: '1970-01-01' } },
                'not-found': { value: { nid: '9999999990', birthDate: '1970-01-01' } },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'Checked',
            headers: { 'X-Request-Id': { schema: { type: 'string' }, example: 'req-1' } },
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Verification' },
                examples: {
                  'rahima-match': { value: { matched: true } },
                  'rahima-wrong-birth-date': { value: { matched: false } },
                },
              },
            },
          },
          404: { $ref: '#/components/responses/NotFound' },
          422: { $ref: '#/components/responses/Invalid' },
        },
      },
    },
    '/verifications/{verificationId}': {
      parameters: [
        { name: 'verificationId', in: 'path', required: true, schema: { type: 'string', pattern: '^v[0-9]+$' } },
      ],
      get: {
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'X-Correlation-Id', in: 'header', schema: { type: 'string', maxLength: 8 } },
          { name: 'X-Sandbox-Speed', in: 'header', schema: { type: 'string' } },
          { name: 'session', in: 'cookie', schema: { type: 'string', minLength: 3 } },
        ],
        responses: {
          200: {
            description: 'One',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Verification' } },
              'application/xml': { schema: { $ref: '#/components/schemas/Verification' } },
            },
          },
        },
      },
      delete: { responses: { 204: { description: 'Gone' } } },
    },
  },
  components: {
    schemas: {
      VerificationRequest: {
        type: 'object',
        required: ['nid', 'birthDate'],
        additionalProperties: false,
        properties: {
          nid: { type: 'string', pattern: '^([0-9]{10}|[0-9]{17})$' },
          birthDate: { type: 'string', format: 'date' },
          tags: { type: 'array', maxItems: 3, items: { type: 'string' } },
        },
      },
      Verification: { type: 'object', properties: { matched: { type: 'boolean', examples: [true] } } },
      Problem: {
        type: 'object',
        properties: { type: { type: 'string' }, status: { type: 'integer' } },
        examples: [{ type: '/problems/from-the-schema/', status: 418 }],
      },
    },
    responses: {
      NotFound: {
        description: 'Unknown',
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: { 'not-found': { value: { type: '/problems/person-not-found/', status: 404 } } },
          },
        },
      },
      Invalid: {
        description: 'Invalid',
        content: {
          'application/problem+json': {
            examples: { 'wrong-form': { value: { type: '/problems/wrong-form/', status: 422 } } },
          },
        },
      },
    },
  },
};

/** What specs of strangers hold: OpenAPI 3.0, no examples, no operationIds, every style, several media types. */
export const FOREIGN: OpenApiDocument = {
  openapi: '3.0.3',
  info: { title: 'Foreign', version: '1' },
  paths: {
    '/styles/{list}/{plain}': {
      get: {
        parameters: [
          { name: 'list', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'plain', in: 'path', required: true, schema: { type: 'integer' } },
          {
            name: 'ids',
            in: 'query',
            explode: false,
            schema: { type: 'array', items: { type: 'integer' }, maxItems: 3 },
          },
          { name: 'exploded', in: 'query', schema: { type: 'array', items: { type: 'boolean' } } },
          {
            name: 'piped',
            in: 'query',
            style: 'pipeDelimited',
            explode: false,
            schema: { type: 'array', items: { type: 'integer' } },
          },
          {
            name: 'filter',
            in: 'query',
            style: 'deepObject',
            schema: { type: 'object', properties: { age: { type: 'integer' }, name: { type: 'string' } } },
          },
          { name: 'flag', in: 'query', required: true, schema: { type: 'boolean' } },
          { name: 'kind', in: 'query', schema: { type: 'string', enum: ['a', 'b'], nullable: true } },
          { name: 'X-Number', in: 'header', schema: { type: 'number', minimum: 0, exclusiveMinimum: true } },
        ],
        responses: {
          default: {
            description: 'Anything',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
        },
      },
    },
    '/pets': {
      get: {
        responses: {
          '2XX': {
            description: 'List',
            content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } } },
          },
        },
      },
      post: {
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Pet' } },
            'application/vnd.pet+json': { schema: { $ref: '#/components/schemas/Pet' } },
          },
        },
        responses: {
          201: {
            description: 'Made',
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Pet' } },
              'text/plain': { schema: { type: 'string', example: 'made' } },
            },
          },
          400: {
            description: 'Wrong',
            content: { 'application/json': { schema: { type: 'object', properties: { error: { type: 'string' } } } } },
          },
        },
      },
    },
    '/animals': {
      put: {
        requestBody: {
          content: {
            'application/json': {
              schema: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] },
            },
          },
        },
        responses: {
          200: {
            description: 'Kept',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Cat' } } },
          },
        },
      },
    },
    '/forms': {
      post: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                required: ['name'],
                properties: { name: { type: 'string', minLength: 2 }, age: { type: 'integer' } },
              },
            },
            'multipart/form-data': {
              schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
            },
          },
        },
        responses: {
          200: { description: 'Taken', content: { 'text/plain': { example: 'thank you' } } },
          415: { description: 'No' },
        },
      },
    },
    '/wildcard': {
      get: {
        responses: {
          200: {
            description: 'Any',
            content: { 'application/json': { example: { a: 1 } }, 'application/xml': { example: '<a>1</a>' } },
          },
        },
      },
    },
    '/empty': {
      get: { responses: { 204: { description: 'None' } } },
      delete: { deprecated: true, responses: { 202: { description: 'Later' } } },
    },
    '/trees': {
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } },
        responses: {
          200: {
            description: 'Grown',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
        },
      },
    },
    '/only-errors': {
      get: {
        responses: { 404: { description: 'Never', content: { 'application/json': { example: { error: 'none' } } } } },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['name', 'id'],
        properties: {
          id: { type: 'integer', readOnly: true },
          name: { type: 'string', maxLength: 5 },
          owner: { type: 'string', nullable: true },
        },
      },
      Cat: {
        allOf: [
          { $ref: '#/components/schemas/Pet' },
          { type: 'object', required: ['lives'], properties: { lives: { type: 'integer', maximum: 9 } } },
        ],
      },
      Dog: {
        allOf: [
          { $ref: '#/components/schemas/Pet' },
          { type: 'object', required: ['barks'], properties: { barks: { type: 'boolean' } } },
        ],
      },
      Tree: {
        type: 'object',
        required: ['value'],
        properties: {
          value: { type: 'integer' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
    },
  },
};
