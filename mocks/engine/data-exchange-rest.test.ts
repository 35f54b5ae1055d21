import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject, objectsIn } from '@dpi/specs/json-value';
import type { Problem } from '@dpi/specs/problem';
import { MemoryStore, Worlds } from '../world/index.ts';
import { createMockEngine } from './index.ts';

const catalogue = await loadCatalogue({
  services: [
    'data-exchange',
    'consent-manager',
    'social-registry',
    'land-records',
    'reference-data',
    'education-records',
  ],
});
const CENTRES = 'BD/GOV/a2i/assisted-access';
const BANK = 'BD/COM/shapla-bank/onboarding';
const REGISTRY = '/r1/BD/GOV/dss/social-registry/v1';
const LAND = '/r1/BD/GOV/land-ministry/land-records/v1';
const REFERENCE = '/r1/BD/GOV/bbs/reference-data/v1';
const RAHIMA = '4912876501';

interface Sent {
  client?: string | null;
  query?: string;
  headers?: Record<string, string>;
  body?: JsonObject;
  world?: string;
}

async function platform() {
  let now = Date.parse('2026-11-29T20:00:00+06:00');
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => now });
  const engine = await createMockEngine(catalogue, { publicUrl: '', worlds });
  const writeProblem = ({ id }: Problem) => `problem ${id}`;

  const call = async (service: string, request: string, { query = '', headers = {}, body, world = 'a' }: Sent = {}) => {
    now += 1000;
    const [method = '', path = ''] = request.split(' ');
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = { method, path, query, headers: { ...type, ...headers } };
    const bytes = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const caller = { world, requestId: 'req_1', language: 'en', writeProblem };
    const answer = await engine.answerWithoutBlocking(service, 'v1', { ...sent, body: bytes }, caller);
    const json: unknown = answer.body === null ? {} : JSON.parse(answer.body.toString());
    return { ...answer, bytes: answer.body, body: isObject(json) ? json : {} };
  };
  const exchange = (request: string, { client = CENTRES, headers = {}, ...sent }: Sent = {}) =>
    call('data-exchange', request, {
      ...sent,
      headers: client === null ? headers : { 'x-road-client': client, ...headers },
    });
  /** A consent of Rahima to an agency. */
  const agreed = async (item: string, recipient: string) => {
    const purpose = { code: 'credit-assessment', bn: 'ঋণের মূল্যায়ন', en: 'Assess a loan' };
    const period = { from: '2026-11-29', to: '2026-12-05' };
    const asked = { citizen: { nid: RAHIMA }, purpose, items: [item], period, recipient };
    const key = () => ({ 'idempotency-key': crypto.randomUUID() });
    const { body } = await call('consent-manager', 'POST /consent-requests', { body: asked, headers: key() });
    const decision = { body: { decision: 'approve' }, headers: key() };
    const decided = await call('consent-manager', `POST /consent-requests/${body.requestId}/decision`, decision);
    return String(decided.body.consent);
  };
  const log = async (world = 'a') => {
    const { body } = await call('data-exchange', 'GET /messages', { query: 'date=2026-11-29', world });
    return objectsIn(body.items).filter(({ requestId }) => requestId !== undefined);
  };
  return { call, exchange, agreed, log };
}

test('a request over X-Road is answered as a direct call, with its query and the headers of X-Road', async () => {
  const { call, exchange } = await platform();
  const direct = await call('reference-data', 'GET /banks', { query: 'kind=wallet' });
  const given = await exchange(`GET ${REFERENCE}/banks`, { query: 'kind=wallet' });
  assert.deepEqual([given.status, given.body], [200, direct.body]);
  assert.equal(objectsIn(given.body.items).length, 1);
  assert.equal(given.headers['x-road-client'], CENTRES);
  assert.equal(given.headers['x-road-service'], 'BD/GOV/bbs/reference-data/v1');
  assert.match(given.headers['x-road-id'] ?? '', /^[0-9a-f-]{36}$/);
  assert.match(given.headers['x-road-request-id'] ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(Buffer.from(given.headers['x-road-request-hash'] ?? '', 'base64').length, 64);
  assert.equal(given.headers['x-road-error'], undefined);
  assert.equal(given.operation?.id, 'getFromService');
});

test('what a request changes at the service is so in the world of the team', async () => {
  const { call, exchange } = await platform();
  const made = await exchange(`POST ${REGISTRY}/change-requests`, {
    body: exampleBody('requestChange'),
    headers: { 'idempotency-key': '01KB2M4E7Q9RS5T6V8W0X1Y2Z3' },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.ok(made.changedObjects >= 2);
  const read = await call('social-registry', `GET /change-requests/${made.body.changeId}`);
  assert.equal(read.body.changeId, made.body.changeId);
});

function exampleBody(operation: string): JsonObject {
  const found = catalogue.services.flatMap(({ operations }) => operations).find(({ id }) => id === operation);
  const example = found?.examples.find(({ response }) => response?.status === '201');
  assert.ok(isObject(example?.request?.body));
  return example.request.body;
}

test('a client without access is refused until the owner grants it', async () => {
  const { call, exchange, agreed } = await platform();
  const consent = await agreed('land.holdings', 'a2i');
  const ask = { body: { nid: RAHIMA, consent } };
  const refused = await exchange(`POST ${LAND}/owner-searches`, ask);
  assert.deepEqual([refused.status, refused.refusal], [500, 'access-denied']);
  assert.equal(refused.headers['x-road-error'], 'Server.ServerProxy.AccessDenied');
  const { type, message, detail } = refused.body;
  assert.equal(type, 'Server.ServerProxy.AccessDenied');
  assert.equal(message, 'Request is not allowed: SERVICE:BD/GOV/land-ministry/land-records/v1');
  assert.match(String(detail), /^[0-9a-f-]{36}$/);
  const service = 'BD/GOV/land-ministry/land-records/v1';
  const purpose = 'Check ownership before a loan on land is given.';
  const { body } = await call('data-exchange', 'POST /access-requests', {
    body: { subsystem: CENTRES, service, purpose, agreement: 'AGR-2026-031' },
  });
  await call('data-exchange', `POST /access-requests/${body.accessId}/decision`, { body: { decision: 'grant' } });
  const given = await exchange(`POST ${LAND}/owner-searches`, ask);
  assert.equal(given.status, 200, JSON.stringify(given.body));
});

test('a consent opens a service for the agency to which it was given, until it is revoked', async () => {
  const { call, exchange, agreed } = await platform();
  const search = (consent: string) =>
    exchange(`POST ${LAND}/owner-searches`, { client: BANK, body: { nid: RAHIMA, consent } });
  const unknown = await search('cns_00000000000000000000000000');
  assert.deepEqual([unknown.status, unknown.headers['x-road-error']], [403, undefined]);
  const toCentres = await search(await agreed('land.holdings', 'a2i'));
  assert.deepEqual([toCentres.status, toCentres.refusal], [403, 'consent-to-another']);
  const consent = await agreed('land.holdings', 'shapla-bank');
  assert.equal((await search(consent)).status, 200);
  await call('consent-manager', `POST /consents/${consent}/revocation`);
  const revoked = await search(consent);
  assert.deepEqual([revoked.status, revoked.body.type], [403, '/problems/consent-missing/']);
  const trail = await call('consent-manager', `GET /consents/${consent}/events`);
  const checks = objectsIn(trail.body.items).filter(({ event }) => event === 'verified');
  assert.deepEqual(
    checks.map(({ actor, allowed }) => [actor, allowed]),
    [
      ['land-ministry', false],
      ['land-ministry', true],
    ],
  );
});

test('what is not registered, not offered or not there is an error of X-Road', async () => {
  const { exchange } = await platform();
  const cases: [string, Sent, number, string][] = [
    [`GET ${REFERENCE}/banks`, { client: null }, 400, 'Client.BadRequest'],
    [`GET ${REFERENCE}/banks`, { client: 'a2i' }, 400, 'Client.BadRequest'],
    [`GET ${REFERENCE}/banks`, { client: 'BD/GOV/a2i' }, 500, 'Server.ClientProxy.UnknownMember'],
    [`GET ${REFERENCE}/banks`, { client: 'BD/COM/a2i/assisted-access' }, 500, 'Server.ClientProxy.UnknownMember'],
    [`GET ${REFERENCE}/banks`, { client: 'XX/GOV/a2i/assisted-access' }, 500, 'Server.ClientProxy.UnknownMember'],
    ['GET /r1/BD/GOV/moon-base/rockets/v1/health', {}, 500, 'Server.ClientProxy.UnknownMember'],
    ['GET /r1/BD/GOV/bbs/rockets/v1/health', {}, 500, 'Server.ClientProxy.UnknownMember'],
    ['GET /r1/BD/GOV/bbs/reference-data/v2/banks', {}, 500, 'Server.ServerProxy.UnknownService'],
    ['GET /r1/BD/GOV/dss/registry/getBand/x', {}, 500, 'Server.ServerProxy.UnknownService'],
    ['GET /r1/BD/GOV/bcc/data-exchange/v1/health', {}, 500, 'Server.ClientProxy.UnknownMember'],
    ['GET /r1/BD/GOV/education-boards/education-records/v1/health', {}, 500, 'Server.ClientProxy.NetworkError'],
    ['GET /r1/BD/GOV/bbs/rockets/listMethods', {}, 500, 'Server.ClientProxy.UnknownMember'],
    ['GET /r1/BD/GOV/bbs/reference-data/getOpenAPI?serviceCode=v2', {}, 500, 'Server.ServerProxy.UnknownService'],
  ];
  for (const [request, sent, status, type] of cases) {
    const [target = '', query = ''] = request.split('?');
    const given = await exchange(target, { ...sent, query });
    assert.deepEqual([given.status, given.body.type, given.headers['x-road-error']], [status, type, type], request);
  }
});

test('what the service refuses is passed on, and is no error of X-Road', async () => {
  const { exchange, log } = await platform();
  const wrong = await exchange(`GET ${REFERENCE}/banks`, { query: 'kind=shop' });
  assert.deepEqual([wrong.status, wrong.problem?.id], [400, 'request-invalid']);
  assert.equal(wrong.problem?.headers?.['x-road-service'], 'BD/GOV/bbs/reference-data/v1');
  assert.equal(wrong.headers['x-road-error'], undefined);
  const missing = await exchange(`GET ${REFERENCE}/moons/1`);
  assert.deepEqual([missing.status, missing.problem?.id], [404, 'operation-not-found']);
  assert.deepEqual(
    (await log()).map(({ status }) => status),
    [404, 400],
  );
});

test('each exchange has a receipt over what was sent and answered, for the team that made it', async () => {
  const { call, exchange, log } = await platform();
  const consent = 'cns_01KB2M4E7Q9RS5T6V8W0X1Y201';
  const body = { nid: RAHIMA, bands: ['extreme'], consent };
  const given = await exchange(`POST ${REGISTRY}/eligibility-checks`, { body });
  await exchange(`GET ${REFERENCE}/banks`, { query: 'kind=shop' });
  await exchange(`GET ${REFERENCE}/code-lists`, { world: 'b' });
  const [second, first] = await log();
  assert.equal(first?.requestId, given.headers['x-road-request-id']);
  assert.equal(first?.queryId, given.headers['x-road-id']);
  const receipt = await call('data-exchange', `GET /messages/${first?.messageId}/receipt`);
  assert.equal(receipt.body.client, CENTRES);
  assert.equal(receipt.body.requestDigest, hash('sha256', JSON.stringify(body)));
  assert.equal(receipt.body.responseDigest, hash('sha256', given.bytes ?? ''));
  const ofProblem = await call('data-exchange', `GET /messages/${second?.messageId}/receipt`);
  assert.equal(ofProblem.body.requestDigest, hash('sha256', ''));
  assert.equal(ofProblem.body.responseDigest, hash('sha256', 'problem request-invalid'));
  assert.equal((await log('b')).length, 1);
  const elsewhere = await call('data-exchange', `GET /messages/${first?.messageId}/receipt`, { world: 'b' });
  assert.equal(elsewhere.status, 404);
});

test('an X-Road-Id that is sent again comes back, and the requests are told apart', async () => {
  const { exchange, log } = await platform();
  const send = () => exchange(`GET ${REFERENCE}/banks`, { headers: { 'x-road-id': 'case-42' } });
  const [first, second] = [await send(), await send()];
  assert.deepEqual([first.headers['x-road-id'], second.headers['x-road-id']], ['case-42', 'case-42']);
  assert.notEqual(first.headers['x-road-request-id'], second.headers['x-road-request-id']);
  assert.deepEqual(
    (await log()).map(({ queryId }) => queryId),
    ['case-42', 'case-42'],
  );
});

test('methods and documents are those of the catalogue', async () => {
  const { exchange } = await platform();
  const service = catalogue.services.find(({ id }) => id === 'land-records');
  const list = async (name: string, client: string) =>
    objectsIn((await exchange(`GET /r1/BD/GOV/land-ministry/land-records/${name}`, { client })).body.service);
  const [offered] = await list('listMethods', CENTRES);
  assert.deepEqual([offered?.subsystem_code, offered?.service_code], ['land-records', 'v1']);
  assert.deepEqual(
    objectsIn(offered?.endpoint_list).map(({ method, path }) => `${method} ${path}`),
    service?.operations.map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '*')}`),
  );
  assert.deepEqual(await list('allowedMethods', CENTRES), []);
  assert.deepEqual(await list('allowedMethods', BANK), [offered]);
  assert.deepEqual(await list('listMethods', BANK), [offered]);
  const query = 'serviceCode=v1';
  const document = await exchange('GET /r1/BD/GOV/land-ministry/land-records/getOpenAPI', { query });
  assert.deepEqual(document.body, service?.document);
});

test('a message that is no REST message is not sent to a REST service', async () => {
  const { call } = await platform();
  const body = { subsystem: CENTRES, service: 'BD/GOV/dss/social-registry/v1', payload: { nid: RAHIMA } };
  const { status, refusal } = await call('data-exchange', 'POST /calls', { body });
  assert.deepEqual([status, refusal], [404, 'is-rest']);
});

test('every method that a service of the catalogue takes can be sent', async () => {
  const { services } = await loadCatalogue();
  const exchange = services.find(({ id }) => id === 'data-exchange');
  const sendable = exchange?.operations.filter(({ path }) => path.endsWith('{path}')).map(({ method }) => method);
  const methods = services.filter(({ behaviour }) => behaviour !== null).flatMap(({ operations }) => operations);
  assert.deepEqual(new Set(sendable), new Set(methods.map(({ method }) => method)));
});
