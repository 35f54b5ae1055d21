import type { JsonValue } from '../json/value.ts';
import type {
  Example,
  ExampleRequest,
  ExampleResponse,
  OperationExample,
  Parameter,
  Persona,
  RequestBody,
  Response,
} from './model.ts';

/**
 * Pairs what a caller sends with what it gets: an example of a parameter or body and an example of a response belong
 * together when they have the same name.
 */
export function pairExamples(
  parameters: Parameter[],
  requestBody: RequestBody | null,
  responses: Response[],
  personas: Persona[],
): OperationExample[] {
  const examples = new Map<string, OperationExample>();
  const named = (example: Example): OperationExample => {
    const known = examples.get(example.name);
    if (known !== undefined) {
      if (known.summary === '') known.summary = example.summary;
      if (known.description === '') known.description = example.description;
      return known;
    }
    const { name, summary, description } = example;
    const made = { name, summary, description, request: null, response: null, personas: [] };
    examples.set(name, made);
    return made;
  };
  const requestOf = (example: OperationExample): ExampleRequest => {
    example.request ??= { parameters: [], contentType: null, body: undefined };
    return example.request;
  };
  // A body says best what a call is about, so its examples set the order.
  for (const { contentType, examples: bodies } of requestBody?.contents ?? []) {
    for (const body of bodies) {
      const request = requestOf(named(body));
      if (request.contentType !== null) continue;
      request.contentType = contentType;
      request.body = body.value;
    }
  }
  for (const parameter of parameters) {
    for (const example of parameter.examples) {
      requestOf(named(example)).parameters.push({ in: parameter.in, name: parameter.name, value: example.value });
    }
  }
  for (const { status, contents } of responses) {
    for (const { contentType, examples: bodies } of contents) {
      for (const body of bodies) {
        const example = named(body);
        const response: ExampleResponse = { status, contentType, body: body.value };
        example.response ??= response;
      }
    }
  }
  for (const example of examples.values()) example.personas = personasIn(example.request, personas);
  return [...examples.values()];
}

/** Ids of the personas of whom an identifier stands in the request. */
function personasIn(request: ExampleRequest | null, personas: Persona[]): string[] {
  if (request === null) return [];
  const values = new Set<JsonValue>(request.parameters.flatMap((parameter) => leaves(parameter.value)));
  for (const leaf of leaves(request.body)) values.add(leaf);
  return personas
    .filter((persona) => Object.values(persona.identifiers).some((identifier) => values.has(identifier)))
    .map((persona) => persona.id);
}

function leaves(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return [value];
}
