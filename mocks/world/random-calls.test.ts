import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest, Operation } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import { BodySchemas } from '../conformance/body-schema.ts';
import { exampleRequest } from '../engine/example-request.ts';
import { createMockEngine, type MockAnswer } from '../engine/index.ts';
import { exchanged, leavesOf } from '../engine/match/example-leaves.fixture.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

// Random calls in a random order: requests of the examples in which values are exchanged for others that the service knows.

const CALLS = 150;
const HOUR = 3_600_000;
/** Another seed makes other calls: `SEED=7`. */
const seed = Number(process.env.SEED ?? 21);

const catalogue = await loadCatalogue();
const worlds = new Worlds(catalogue, { store: new MemoryStore() });
const engine = await createMockEngine(catalogue, { publicUrl: '', worlds });

for (const service of catalogue.services.filter(({ behaviour }) => behaviour !== null)) {
  const name = serviceReference(service);
  test(`${name} answers whatever is called in whatever order as its spec says`, async () => {
    const random = randomFrom(seed);
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
    const operations = service.operations.filter(({ id }) => worlds.has(service.id, service.version, id));
    const requests = operations.flatMap((operation) =>
      operation.examples.flatMap(({ request }) => (request === null ? [] : [{ operation, request }])),
    );
    const known = new Map<string, JsonValue[]>();
    for (const { request } of requests) learn(known, request);
    const schemas = new BodySchemas(service, 'response');
    const faults: string[] = [];
    for (let count = 0; count < CALLS; count += 1) {
      const chosen = pick(requests);
      assert.ok(chosen);
      let { request } = chosen;
      for (const [where] of leavesOf(request)) {
        const value = random() < 0.25 ? pick(known.get(lastName(where)) ?? []) : undefined;
        if (value !== undefined) request = exchanged(request, where, value);
      }
      const sent = exampleRequest(chosen.operation, request, service.schemas);
      if ('reason' in sent) continue;
      const caller = { world: name, requestId: `request-${count}`, language: 'en' };
      const answer = await engine.answerWithoutBlocking(service.id, service.version, sent, caller);
      const fault = faultOf(answer, chosen.operation, schemas);
      if (fault !== null) faults.push(`${chosen.operation.id} ${JSON.stringify(request)}: ${fault}`);
      learn(known, { parameters: [], contentType: null, body: bodyOf(answer) });
      if (random() < 0.1) await worlds.advance(name, Math.ceil(random() * 72 * HOUR));
    }
    assert.deepEqual(faults, [], `SEED=${seed}`);
    assert.deepEqual(await worlds.violatedInvariants(name), [], `SEED=${seed}`);
  });
}

/** Keeps values by the name of their member, so that calls to come are about what there is. */
function learn(known: Map<string, JsonValue[]>, request: ExampleRequest): void {
  for (const [where, value] of leavesOf(request)) {
    const values = known.get(lastName(where)) ?? [];
    if (!values.includes(value)) known.set(lastName(where), [...values, value]);
  }
}

function lastName(where: string): string {
  return where.split(/[\n ]/).findLast((part) => !/^\d+$/.test(part)) ?? '';
}

function bodyOf({ headers, body }: MockAnswer): JsonValue | undefined {
  return body !== null && /json/.test(headers['content-type'] ?? '') ? JSON.parse(body.toString()) : undefined;
}

function faultOf(answer: MockAnswer, { responses }: Operation, schemas: BodySchemas): string | null {
  const { status, headers, problem } = answer;
  // What the platform refuses before the service sees it.
  if (problem !== null) return status < 500 ? null : `${status} ${answer.body}`;
  const declared = responses.find((response) => response.status === String(status));
  if (declared === undefined) return `${status} is not declared`;
  const type = headers['content-type']?.split(';')[0];
  const content = declared.contents.find(({ contentType }) => contentType === type);
  if (declared.contents.length > 0 && content === undefined) return `${status} has the content type ${type}`;
  const body = bodyOf(answer);
  if (content?.schema == null || body === undefined) return null;
  const [first] = schemas.differences(content.schema, body) ?? [];
  return first === undefined
    ? null
    : `${status} ${first.at} ${first.message.id} ${JSON.stringify(first.message.values)}: ${JSON.stringify(body)}`;
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
