import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { JsonObject } from '@dpi/specs/json-value';
import { openPlatformTexts } from '@dpi/specs/texts';
import { checkConformance } from './index.ts';
import { serve } from './server.fixture.ts';

const SPEC = `openapi: 3.1.0
info: { title: Visits, version: 1.0.0 }
security: []
paths:
  /visits:
    get:
      operationId: listVisits
      parameters:
        - { name: office, in: query, required: true, schema: { type: string }, examples: { all: { value: north } } }
        - { name: cursor, in: query, schema: { type: string } }
      responses:
        '200': { description: A page, content: { application/json: { schema: { $ref: '#/components/schemas/Page' }, examples: { all: { value: { items: [], page: { nextCursor: null } } } } } } }
    post:
      operationId: addVisit
      parameters: [{ name: Idempotency-Key, in: header, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Visit' }, examples: { roof: { value: { office: south, place: Roof } } } } } }
      responses:
        '201': { description: Added, content: { application/json: { schema: { $ref: '#/components/schemas/Visit' }, examples: { roof: { value: { visitId: v_1, office: south, place: Roof } } } } } }
  /visits/{visitId}:
    parameters: [{ name: visitId, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getVisit
      responses:
        '200': { description: A visit, content: { application/json: { schema: { $ref: '#/components/schemas/Visit' } } } }
    patch:
      operationId: changeVisit
      parameters: [{ name: visitId, in: path, required: true, schema: { type: string }, examples: { shed: { value: v_0 } } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Visit' }, examples: { shed: { value: { place: Shed } } } } } }
      responses:
        '200': { description: Changed, content: { application/json: { schema: { $ref: '#/components/schemas/Visit' }, examples: { shed: { value: { visitId: v_0, place: Shed } } } } } }
    delete:
      operationId: removeVisit
      responses: { '204': { description: Gone } }
components:
  schemas:
    Visit: { type: object, properties: { visitId: { type: string }, office: { type: string }, place: { type: string } } }
    Page: { type: object, properties: { items: { type: array, items: { $ref: '#/components/schemas/Visit' } }, page: { type: object } } }
`;

const specsDir = await mkdtemp(join(tmpdir(), 'dpi-lifecycle-'));
await mkdir(join(specsDir, 'visits', 'v1'), { recursive: true });
await writeFile(join(specsDir, 'visits', 'v1', 'openapi.yaml'), SPEC);
const [service] = (await loadCatalogue({ specsDir, cacheDir: null })).services;
await rm(specsDir, { recursive: true });
const texts = await openPlatformTexts();

type Fault =
  | 'forgets-change'
  | 'refuses-change'
  | 'lists-none'
  | 'lists-deleted'
  | 'adds-twice'
  | 'keeps-deleted'
  | 'list-fails';

/** A server that keeps visits, two on a page, and has at most one fault. */
async function check(t: TestContext, fault: Fault | null = null, locale = 'en') {
  const visits = new Map<string, JsonObject>([
    ['v_0', { visitId: 'v_0', office: 'south', place: 'Barn' }],
    ['v_x', { visitId: 'v_x', office: 'south', place: 'Well' }],
  ]);
  const deleted: JsonObject[] = [];
  const answers = new Map<unknown, JsonObject>();
  const add = (body: JsonObject, { headers }: IncomingMessage): [number, JsonObject] => {
    const key = headers['idempotency-key'];
    const before = answers.get(key);
    if (key !== undefined && before !== undefined) {
      if (fault === 'adds-twice') visits.set('v_twice', { ...before, visitId: 'v_twice' });
      return [201, before];
    }
    const visit = { visitId: `v_${visits.size + deleted.length}`, ...body };
    visits.set(visit.visitId, visit);
    answers.set(key, visit);
    return [201, visit];
  };
  const list = (query: URLSearchParams): [number, JsonObject] => {
    if (fault === 'list-fails') return [500, {}];
    const all = fault === 'lists-none' ? [] : [...visits.values(), ...(fault === 'lists-deleted' ? deleted : [])];
    const own = all.filter(({ office }) => office === query.get('office'));
    const start = Number(query.get('cursor') ?? 0);
    const nextCursor = start + 2 < own.length ? String(start + 2) : null;
    return [200, { items: own.slice(start, start + 2), page: { nextCursor } }];
  };
  const server = await serve(t, (request, response, sent) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://visits.example');
    const id = pathname.split('/')[2];
    const body = sent.length === 0 ? {} : JSON.parse(sent.toString());
    const answer = (): [number, JsonObject | null] => {
      if (id === undefined) return request.method === 'POST' ? add(body, request) : list(searchParams);
      const visit = visits.get(id);
      if (visit === undefined) return [404, {}];
      if (request.method === 'PATCH') {
        if (fault === 'refuses-change' && id !== 'v_0') return [403, {}];
        const changed = { ...visit, ...body };
        if (fault !== 'forgets-change') visits.set(id, changed);
        return [200, changed];
      }
      if (request.method === 'DELETE') {
        if (fault !== 'keeps-deleted') visits.delete(id);
        deleted.push(visit);
        return [204, null];
      }
      return [200, visit];
    };
    const [status, json] = answer();
    response.writeHead(status, json === null ? {} : { 'content-type': 'application/json' });
    response.end(json === null ? undefined : JSON.stringify(json));
  });
  assert.ok(service);
  const report = await checkConformance(service, {
    ...{ server, headers: {}, timeoutMs: 5000, personas: [], journeys: [], texts },
    locale,
  });
  const group = texts.format({ id: 'conformance.group.object', values: { schema: 'Visit' } }, locale);
  return report.cases.filter((one) => one.group === group);
}

test('what an example has created is read, found on a later page, created once, changed, deleted and gone', async (t) => {
  const cases = await check(t);
  assert.deepEqual(
    cases.map(({ name, outcome }) => [name, outcome]),
    [
      ...['read', 'listed', 'listed', 'repeated', 'created-once', 'created-once', 'changed', 'read-changed'],
      ...['deleted', 'read-deleted', 'not-listed'],
    ]
      .filter((name, index, all) => all[index - 1] !== name)
      .map((name) => [name, 'conforms']),
  );
});

const FAULTS: [Fault, at: string, difference: string][] = [
  ['lists-none', 'listed', '/items lacks "v_2", which was created before'],
  ['list-fails', 'listed', 'status is 500; it must be 200: the list has an object'],
  ['adds-twice', 'created-once', '/items has "v_twice", a second object: the Idempotency-Key was that of the first'],
  ['refuses-change', 'changed', 'status is 403; the object was created before and can be changed'],
  ['forgets-change', 'read-changed', '/place is "Roof"; "Shed" was sent'],
  ['keeps-deleted', 'read-deleted', 'status is 200; it must be 404: the object was deleted'],
  ['lists-deleted', 'not-listed', '/items has "v_2", which was deleted'],
];

for (const [fault, at, expected] of FAULTS) {
  test(`found: a server that ${fault}`, async (t) => {
    const wrong = (await check(t, fault)).filter(({ outcome }) => outcome === 'differs');
    const [first] = wrong;
    assert.equal(first?.name, at);
    const [difference] = first.differences;
    assert.equal(`${difference?.at} ${difference?.message}`, expected);
  });
}

test('an object is followed in the language of the report', async (t) => {
  for (const { title, differences } of await check(t, 'lists-deleted', 'bn'))
    for (const text of [title, ...differences.map(({ message }) => message)]) assert.match(text, /\p{Script=Bengali}/u);
});
