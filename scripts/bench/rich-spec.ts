/** A spec as rich as those of large public APIs: objects of 50 properties that refer to each other, and examples everywhere. */
export function richSpec(operations: number): object {
  const schemas = Object.fromEntries(
    Array.from({ length: Math.ceil(operations * 0.8) }, (_, index) => [`Thing${index}`, thing(index, operations)]),
  );
  const paths = Object.fromEntries(
    Array.from({ length: operations }, (_, index) => [
      `/things-${index}/{thingId}`,
      { get: operation(index, operations) },
    ]),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Large', version: '1.0.0' },
    servers: [{ url: 'https://api.agency.example/v1' }],
    security: [],
    paths,
    components: { schemas },
  };
}

const PROPERTIES = 50;

function thing(index: number, operations: number) {
  const names = Array.from({ length: PROPERTIES }, (_, number) => `property${number}`);
  const plain = names.map((name, number) => [name, property(number)]);
  const other = (index + 7) % Math.ceil(operations * 0.8);
  return {
    type: 'object',
    description: `Thing number ${index}.`,
    required: ['property0', 'property1'],
    properties: { ...Object.fromEntries(plain), other: { $ref: `#/components/schemas/Thing${other}` } },
  };
}

function property(number: number) {
  if (number % 3 === 0) return { type: 'string', description: `Text number ${number}.`, maxLength: 80 };
  if (number % 3 === 1) return { type: 'integer', minimum: 0, maximum: 1000 };
  return { type: ['string', 'null'], format: 'date-time' };
}

function exampleOf(number: number) {
  if (number % 3 === 0) return `Value ${number}`;
  return number % 3 === 1 ? number : '2026-11-23T10:00:00Z';
}

function operation(index: number, operations: number) {
  const name = index % Math.ceil(operations * 0.8);
  const value = Object.fromEntries(
    Array.from({ length: PROPERTIES }, (_, number) => [`property${number}`, exampleOf(number)]),
  );
  return {
    operationId: `getThing${index}`,
    summary: `Get thing ${index}`,
    description: `Reads the thing of number ${index}, with all that belongs to it.`,
    tags: [`group-${index % 40}`],
    parameters: [
      { name: 'thingId', in: 'path', required: true, description: 'Which.', schema: { type: 'string', maxLength: 40 } },
    ],
    responses: {
      200: {
        description: 'The thing.',
        content: {
          'application/json': {
            schema: { $ref: `#/components/schemas/Thing${name}` },
            examples: { default: { value } },
          },
        },
      },
    },
  };
}
