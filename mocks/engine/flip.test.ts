import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest, Operation, OperationExample, Schema, Service } from '@dpi/specs/model';
import { resolveSchema } from '@dpi/specs/schema-reference';
import { MemoryStore } from '../world/store.ts';
import { Worlds } from '../world/worlds.ts';
import { exampleRequest } from './example-request.ts';
import { createMockEngine, type MockAnswer } from './index.ts';
import { exchanged, leavesOf, valueAt } from './match/example-leaves.fixture.ts';

// Every choice in every request example of the catalogue turned round, each alone: what was not asked for is never the answer.

const catalogue = await loadCatalogue();
/** APIs of the platform itself have no mock. */
const services = catalogue.services.filter(({ servedBy }) => servedBy !== 'platform');
const engine = await createMockEngine(catalogue, { publicUrl: '' });

/** An example's request with one value exchanged. */
interface Turned {
  request: ExampleRequest;
  where: string;
  before: JsonValue;
  after: JsonValue;
}

type Outcome = 'example' | 'not found' | 'fallback' | 'failure' | 'no content';

function answerTo(service: Service, operation: Operation, request: ExampleRequest): MockAnswer | null {
  const sent = exampleRequest(operation, request, service.schemas);
  return 'reason' in sent ? null : engine.answer(service.id, service.version, sent);
}

function outcomeOf(answer: MockAnswer): Outcome {
  if (answer.problem !== null) return 'failure';
  if (answer.fallback !== null) return 'fallback';
  if (answer.example === null && answer.body === null) return 'no content';
  return answer.status === 404 ? 'not found' : 'example';
}

/** Whether two examples are sent the same where the service reads it. */
function asksTheSame(one: OperationExample | undefined, { where, after }: Turned): boolean {
  const value = one?.request === null || one === undefined ? undefined : valueAt(one.request, where);
  return JSON.stringify(value) === JSON.stringify(after) || String(value) === String(after);
}

test('a choice that is turned round never gets the answer to the opposite', () => {
  const counts: Record<string, number> = {};
  const wrong: string[] = [];
  const operations = new Set<Operation>();
  for (const service of services) {
    for (const operation of service.operations) {
      for (const example of operation.examples) {
        if (example.request === null) continue;
        for (const turned of turnedChoices(operation, example.request, service.schemas)) {
          const answer = answerTo(service, operation, turned.request);
          if (answer === null) continue;
          operations.add(operation);
          const outcome = outcomeOf(answer);
          counts[outcome] = (counts[outcome] ?? 0) + 1;
          if (outcome !== 'example' && outcome !== 'not found') continue;
          const found = operation.examples.find(({ name }) => name === answer.example);
          if (outcome === 'not found' && found?.name !== example.name) continue;
          if (!asksTheSame(found, turned)) {
            wrong.push(
              `${service.id} ${operation.id} ${example.name}: ${turned.where} ${JSON.stringify(turned.after)} instead of ${JSON.stringify(turned.before)} is answered by ${answer.example}`,
            );
          }
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  console.log(`${total} choices turned round in ${operations.size} operations:`, counts);
  assert.ok(total > 1000);
});

test('a world never answers a choice that is turned round with the opposite', async () => {
  const examplesAt = Date.parse(catalogue.country.clock.examplesAt);
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => examplesAt });
  const living = await createMockEngine(catalogue, { publicUrl: '', worlds });
  const wrong: string[] = [];
  let total = 0;
  for (const { id, version, operations, schemas } of services) {
    for (const operation of operations.filter((candidate) => worlds.has(id, version, candidate.id))) {
      for (const { name, request } of operation.examples) {
        for (const turned of request === null ? [] : turnedChoices(operation, request, schemas)) {
          const sent = exampleRequest(operation, turned.request, schemas);
          if ('reason' in sent) continue;
          total += 1;
          const caller = { world: `${total}`, requestId: '', language: 'en' };
          const { body, fallback, status } = await living.answerWithoutBlocking(id, version, sent, caller);
          const answered = body === null || status >= 400 ? null : JSON.parse(body.toString());
          if (fallback !== null || saysStill(answered, turned)) {
            const choice = `${turned.where} ${JSON.stringify(turned.after)} instead of ${JSON.stringify(turned.before)}`;
            wrong.push(`${id} ${operation.id} ${name}: ${choice} is answered ${status} ${body}`);
          }
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(total > 1000);
});

/** In filters these ask for more, not for the opposite: `stepFree=false`, `status=open`. */
const WIDER: JsonValue[] = [false, 'open'];

/** Whether an answer, or an item of its list, says in the member of the same name what was not chosen. */
function saysStill(answer: JsonValue, { where, before, after }: Turned): boolean {
  const member = where.split(/[\n ]/).findLast((part) => !/^\d+$/.test(part)) ?? '';
  const said = (value: JsonValue) => isObject(value) && value[member] === before;
  if (!isObject(answer)) return false;
  if (said(answer)) return true;
  return !WIDER.includes(after) && Object.values(answer).some((list) => Array.isArray(list) && list.some(said));
}

test('a person who is exchanged for another never gets the data of the first', () => {
  const owners = new Map<string, { persona: string; kind: string }>();
  for (const { id, identifiers } of catalogue.personas)
    for (const [kind, value] of Object.entries(identifiers)) owners.set(value, { persona: id, kind });
  const counts: Record<string, number> = {};
  const wrong: string[] = [];
  for (const service of services) {
    for (const operation of service.operations) {
      for (const example of operation.examples) {
        if (example.request === null) continue;
        for (const [where, before] of leavesOf(example.request)) {
          const owner = owners.get(String(before));
          if (owner === undefined) continue;
          for (const other of catalogue.personas) {
            const after = other.identifiers[owner.kind];
            if (after === undefined || other.id === owner.persona) continue;
            const answer = answerTo(service, operation, exchanged(example.request, where, after));
            if (answer === null) continue;
            const outcome = outcomeOf(answer);
            counts[outcome] = (counts[outcome] ?? 0) + 1;
            const found = operation.examples.find(({ name }) => name === answer.example);
            if (outcome === 'not found' && found?.name !== example.name) continue;
            if (outcome !== 'example' && outcome !== 'not found') continue;
            if (!asksTheSame(found, { request: example.request, where, before, after }))
              wrong.push(
                `${service.id} ${operation.id} ${example.name}: ${where} ${after} is answered by ${answer.example}`,
              );
          }
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
  console.log('identifiers exchanged:', counts);
});

test('an id in the path that no example has is the declared 404', () => {
  const counts = { 'not found': 0, failure: 0 };
  const wrong: string[] = [];
  for (const service of services) {
    for (const operation of service.operations) {
      const { examples, parameters } = operation;
      if (!examples.some(({ response }) => response?.status === '404')) continue;
      for (const { in: location, name, schema } of parameters) {
        if (location !== 'path' || choicesOf(schema, service.schemas).length > 0) continue;
        const where = `path ${name}`;
        const known = new Set(examples.map(({ request }) => String(request && valueAt(request, where))));
        for (const { name: example, request } of examples) {
          const before = request && valueAt(request, where);
          if (request === null || typeof before !== 'string') continue;
          const unknown = otherIds(before).find((id) => !known.has(id));
          const answer =
            unknown === undefined ? null : answerTo(service, operation, exchanged(request, where, unknown));
          if (answer === null) continue;
          if (answer.problem !== null) counts.failure += 1;
          else if (answer.status === 404 && answer.fallback === null) counts['not found'] += 1;
          else wrong.push(`${service.id} ${operation.id} ${example}: ${where} ${unknown} is answered ${answer.status}`);
        }
      }
    }
  }
  assert.deepEqual(wrong, []);
  console.log('unknown ids in the path:', counts);
  assert.ok(counts['not found'] > 100);
});

/** Ids of the same form: the last digit or letter is another one. */
function otherIds(id: string): string[] {
  const at = id.search(/[0-9A-Za-z](?=[^0-9A-Za-z]*$)/);
  const others = /\d/.test(id[at] ?? '') ? '0123456789' : /[A-Z]/.test(id[at] ?? '') ? 'ZXWQ' : 'zxwq';
  return at === -1 ? [] : [...others].map((other) => id.slice(0, at) + other + id.slice(at + 1));
}

/** Requests in which one enum, constant or boolean has another value of its schema. */
function turnedChoices(operation: Operation, request: ExampleRequest, schemas: Service['schemas']): Turned[] {
  return leavesOf(request).flatMap(([where, before]) => {
    const [start = '', ...keys] = where.split('\n');
    const declared =
      start === 'body'
        ? (operation.requestBody?.contents ?? []).flatMap(({ schema }) => (schema === null ? [] : [schema]))
        : operation.parameters.flatMap(({ in: location, name, schema }) =>
            `${location} ${name}` === start ? [schema] : [],
          );
    const others = new Set(
      keys.reduce((found, key) => below(found, key, schemas), declared).flatMap((schema) => choicesOf(schema, schemas)),
    );
    if (typeof before === 'boolean') others.add(!before);
    return [...others]
      .filter((value) => value !== before)
      .map((after) => ({ request: exchanged(request, where, after), where, before, after }));
  });
}

function partsOf(schema: Schema, schemas: Service['schemas'], seen = new Set<Schema>()): Schema[] {
  const resolved = resolveSchema(schema, schemas);
  if (seen.has(resolved)) return [];
  seen.add(resolved);
  const { allOf = [], anyOf = [], oneOf = [] } = resolved;
  return [resolved, ...[...allOf, ...anyOf, ...oneOf].flatMap((part) => partsOf(part, schemas, seen))];
}

function below(found: Schema[], key: string, schemas: Service['schemas']): Schema[] {
  return found
    .flatMap((schema) => partsOf(schema, schemas))
    .flatMap(({ properties, items }) => {
      const member = properties?.[key];
      return [
        ...(member === undefined ? [] : [member]),
        ...(isObject(items) && /^\d+$/.test(key) ? [items as Schema] : []),
      ];
    });
}

function choicesOf(schema: Schema, schemas: Service['schemas']): JsonValue[] {
  return partsOf(schema, schemas).flatMap(({ enum: values = [], const: constant }) => [
    ...values,
    ...(constant === undefined ? [] : [constant]),
  ]);
}
