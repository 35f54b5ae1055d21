import { isDeepStrictEqual } from 'node:util';
import { escapeSegment } from '@dpi/specs/json-pointer';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { Operation, OperationExample, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import type { CheckedRequest, Outcome } from './service-behaviour.ts';
import { MemoryStore } from './store.ts';
import { type WorldCatalogue, Worlds } from './worlds.ts';

/** A named example whose request does not get its response from the behaviour. */
export interface PairDifference {
  service: string;
  operation: string;
  example: string;
  /** JSON Pointer into the body; `null`: the status. */
  pointer: string | null;
  expected: JsonValue | undefined;
  actual: JsonValue | undefined;
  /** Condition that refused the request; `null` where none did. */
  refusal: string | null;
}

/** When the worlds of the comparison begin: at the moment of the examples. */
export function examplesAt({ country }: WorldCatalogue): number {
  return Date.parse(country.clock.examplesAt) || Date.now();
}

/** Why the sandbox cannot use the behaviour of a service, and answers with its examples; `null` where it can, or there is none. */
export function unusableBehaviour(catalogue: WorldCatalogue, service: Service): string | null {
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => examplesAt(catalogue) });
  return worlds.broken.get(serviceReference(service)) ?? null;
}

/** Gives the answer to an example of an operation that forwards requests, which takes more than a world. */
type AnswerForwarded = (
  worlds: Worlds,
  operation: Operation,
  example: OperationExample,
  world: string,
) => Promise<Pick<Outcome, 'status' | 'body' | 'refusal'>>;

/**
 * Sends the request of each named example of a service with a behaviour into a world of its own, and compares the answer with
 * the response of that name. What is new in each run is not compared: ids of created objects, and what the behaviour declares
 * as generated.
 */
export async function pairDifferences(
  catalogue: WorldCatalogue,
  { id, version, operations, behaviour }: Service,
  answerForwarded: AnswerForwarded,
): Promise<PairDifference[]> {
  if (behaviour === null) return [];
  const at = examplesAt(catalogue);
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => at });
  const service = serviceReference({ id, version });
  const differences: PairDifference[] = [];
  for (const operation of operations) {
    if (!worlds.has(id, version, operation.id)) continue;
    for (const example of operation.examples) {
      const { request, response, name } = example;
      if (request === null || response === null) continue;
      const world = `${operation.id} ${name}`;
      const place = { service, operation: operation.id, example: name };
      const call = { world, service: id, version, operation: operation.id, requestId: '' };
      let outcome: Outcome;
      try {
        outcome = await worlds.answer({ ...call, request: checkedRequest(example) });
        if (outcome.forwardTo !== null)
          outcome = { ...outcome, ...(await answerForwarded(worlds, operation, example, world)) };
      } catch (error) {
        differences.push({ ...place, pointer: null, expected: response.status, actual: String(error), refusal: null });
        continue;
      }
      const { refusal, status, body } = outcome;
      if (String(status) !== response.status) {
        const actual = isObject(body) && typeof body.detail === 'string' ? `${status} ${body.detail}` : String(status);
        differences.push({ ...place, pointer: null, expected: response.status, actual, refusal });
        continue;
      }
      const isGenerated = generatedBy(outcome, behaviour.operations[operation.id]?.answer.generated ?? [], behaviour);
      for (const { pointer, ...values } of compare(response.body, body, '', isGenerated))
        differences.push({ ...place, pointer, ...values, refusal });
    }
  }
  return differences;
}

/** What the example sends, as the behaviour gets it. */
export function checkedRequest({ request }: OperationExample): CheckedRequest {
  const checked = { path: {}, query: {}, header: {}, body: request?.body } as CheckedRequest;
  for (const { in: place, name, value } of request?.parameters ?? []) {
    if (place !== 'cookie') checked[place][place === 'header' ? name.toLowerCase() : name] = value;
  }
  return checked;
}

type IsGenerated = (pointer: string, value: JsonValue | undefined) => boolean;

function generatedBy(
  { changes }: Outcome,
  pointers: string[],
  { resources }: NonNullable<Service['behaviour']>,
): IsGenerated {
  const values = new Set<string>();
  for (const { resource, before, after } of changes) {
    const type = resources[resource.slice(resource.indexOf('.') + 1)];
    if (before !== null || after === null || type === undefined) continue;
    for (const member of type.prefix === null ? type.generated : [type.id, ...type.generated])
      values.add(JSON.stringify(after[member]));
  }
  return (pointer, value) => pointers.includes(pointer) || values.has(JSON.stringify(value));
}

function* compare(
  expected: JsonValue | undefined,
  actual: JsonValue | undefined,
  pointer: string,
  isGenerated: IsGenerated,
): Generator<Pick<PairDifference, 'pointer' | 'expected' | 'actual'>> {
  if (isDeepStrictEqual(expected, actual)) return;
  if (expected !== undefined && typeof expected === typeof actual && isGenerated(pointer, actual)) return;
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    for (const [index, item] of expected.entries())
      yield* compare(item, actual[index], `${pointer}/${index}`, isGenerated);
  } else if (isObject(expected) && isObject(actual)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)]))
      yield* compare(expected[name], (actual as JsonObject)[name], `${pointer}/${escapeSegment(name)}`, isGenerated);
  } else {
    yield { pointer, expected, actual };
  }
}
