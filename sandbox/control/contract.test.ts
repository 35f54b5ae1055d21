import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { WorldFull, worldOfTeam } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import type { Operation, Persona, Schema } from '@dpi/specs/model';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { FaultChoice } from '../faults/index.ts';
import { type Registry, RegistryWriteError } from '../registry/index.ts';
import { ADMIN_TOKEN, type Answer, controlWorld, type How, JOIN_CODE, type World } from './control-world.ts';
import { routes } from './routes/index.ts';
import { ShareCodes } from './share-code.ts';
import { JAMAL, KARIM, RAHIMA, teamWorlds } from './team-worlds.fixture.ts';

const { services, personas } = await loadCatalogue();
const service = services.find(({ id }) => id === 'sandbox');
assert.ok(service, 'the catalogue has the service "sandbox"');
const { operations, schemas } = service;

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);

/** Declared answers that a probe has seen, as `<operation> <status>`. */
const seen = new Set<string>();

test('the API has exactly the operations of its specification', () => {
  const implemented = routes.map(({ operationId, method, path }) => `${operationId} ${method} ${path}`);
  assert.deepEqual(implemented.sort(), operations.map(({ id, method, path }) => `${id} ${method} ${path}`).sort());
});

test('the example of the personas shows all of them, with their identifiers', () => {
  const [example] = operations.find(({ id }) => id === 'listPersonas')?.examples ?? [];
  const body: unknown = example?.response?.body;
  const shown = (list: Persona[]) => list.map(({ id, name, identifiers }) => ({ id, name, identifiers }));
  assert.deepEqual(shown((body as { items: Persona[] }).items), shown(personas));
});

test('every answer is as the specification says', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const world = await controlWorld(context, { worlds: () => worlds });
  const setup = await prepare(world);
  await transfer(setup.team.team.id, JAMAL, KARIM, '20000.00');
  const snapshot = await worlds.takeSnapshot(worldOfTeam(setup.team.team.id), 'Before');
  for (let taken = 0; taken < 10; taken += 1) await worlds.takeSnapshot(worldOfTeam(setup.full.team.id), 'One more');
  const asked = { birthDate: '1980-07-01', gender: 'male', place: '3026', name: { en: 'Babul', bn: 'বাবুল' } };
  for (let added = 0; added < 20; added += 1) await worlds.addPerson(worldOfTeam(setup.full.team.id), asked);
  const all = [
    ...worldProbes(setup, snapshot.id),
    ...faultProbes(setup, setFaults(world, setup)),
    ...webhookProbes(setup, registerWebhooks(world, setup)),
    ...probes(setup),
  ];
  for (const [operationId, status, how] of all) {
    await probe(world, operationId, status, how);
  }
});

test('a change of a full world is refused as the specification says', async (context) => {
  const { worlds } = teamWorlds();
  const full = new Proxy(worlds, {
    get: (target, name) => (name === 'edit' ? () => Promise.reject(new WorldFull()) : Reflect.get(target, name)),
  });
  const world = await controlWorld(context, { worlds: () => full });
  const { token } = await world.join();
  await probe(world, 'updateObject', 409, { token, path: ACCOUNT, json: { data: {} } });
});

test('a refusal for too many joins is as the specification says', async (context) => {
  const world = await controlWorld(context, { settings: { joinsPerMinute: 1 } });
  await world.join();
  await probe(world, 'createTeam', 429, { json: { joinCode: JOIN_CODE, name: 'Late' } });
  await probe(world, 'createSession', 429, { json: { recoveryCode: 'x' } });
});

test('answers to failures of ours are as the specification says', async (context) => {
  await probeFailures(context, 500, () => new Error('broken'));
  await probeFailures(context, 503, () => new RegistryWriteError('no space left'));
});

test('every answer of the specification can be reached', () => {
  const declared = operations.flatMap(({ id, responses }) => responses.map(({ status }) => `${id} ${status}`));
  assert.deepEqual(
    declared.filter((answer) => !seen.has(answer)),
    [],
  );
});

/** An endpoint of a team with a delivery that fails, and a team that can have no more endpoints. */
function registerWebhooks({ webhooks }: World, { team, full }: Setup): WebhookIds {
  const choice = { description: '', types: null, delay: 3600, copies: 1, isOutOfOrder: false, isEnabled: true };
  const url = 'http://127.0.0.1:9/';
  const endpoints = Array.from({ length: 10 }, () => webhooks.createEndpoint(full.team.id, { ...choice, url }));
  const { id: endpointId } = webhooks.createEndpoint(team.team.id, { ...choice, url });
  const messageId = 'msg_01KB2M4E7Q9RS5T6V8W0X1Y942';
  const envelope = { id: messageId, type: 'transfer.settled', timestamp: '2026-11-23T17:06:04+06:00', data: {} };
  const from = { service: 'fund-transfer', version: 'v1', webhook: 'transferFinished' };
  webhooks.send(team.team.id, [
    { id: messageId, ...from, type: envelope.type, body: JSON.stringify(envelope), createdAt: 0 },
  ]);
  const message = { ...from, type: envelope.type, body: JSON.stringify(envelope), createdAt: 0 };
  webhooks.send(
    full.team.id,
    Array.from({ length: 50 }, (_, number) => ({ ...message, id: `${messageId.slice(0, -2)}${10 + number}` })),
  );
  const [delivery] = webhooks.deliveries(team.team.id, null, 1);
  const fullEndpointId = endpoints[0]?.id ?? '';
  return { endpointId, messageId, fullEndpointId, deliveryId: delivery?.id ?? '' };
}

/** A fault of a team, and a team that can have no more of them. */
function setFaults({ faults }: World, { team, full }: Setup): string {
  const choice: FaultChoice = {
    kind: 'error',
    service: null,
    version: null,
    operationId: null,
    status: 503,
    delayMs: null,
    distribution: null,
    times: 2,
  };
  for (let made = 0; made < 20; made += 1) faults.create(full.team.id, choice);
  return faults.create(team.team.id, choice).id;
}

type Setup = Awaited<ReturnType<typeof prepare>>;
type WebhookIds = Record<'endpointId' | 'messageId' | 'fullEndpointId' | 'deliveryId', string>;
type Probe = [operationId: string, status: number, how: How & { path?: Record<string, string>; query?: string }];

/** A team with every kind of key and call, a second team, and a second event. */
async function prepare(world: World) {
  const team = await world.join('Team Padma');
  const other = await world.join('টিম মেঘনা');
  const full = await world.join('Team Full');
  for (let count = 1; count < 10; count += 1) await world.send('POST', '/keys', { token: full.token });
  const leaving = await world.join('Team Leaving');
  const rotated = await world.send('POST', `/keys/${leaving.key.id}/rotate`, {
    token: leaving.token,
    json: { overlapSeconds: 60 },
  });
  assert.equal(rotated.status, 201);
  const event = await world.registry.createEvent({
    name: 'Old',
    joinCode: 'OLD-1',
    quotaPerSecond: 1,
    quotaPerHour: 1,
  });
  const teamId = team.team.id;
  world.record({ teamId, keyId: team.key.id });
  world.record({
    teamId,
    keyId: team.key.id,
    status: 422,
    changedObjects: 2,
    fault: { id: 'flt_VVYS0a1b2cD3eF4G', kind: 'timeout' },
    problem: { id: 'request-invalid', detail: { id: 'requests.does-not-fit' } },
    violations: [{ in: 'body', path: '/nid', message: { id: 'requests.violation.required' } }],
  });
  world.record({ teamId, keyId: team.key.id, status: 404, service: '', version: '', operationId: null, example: 'x' });
  world.record({
    teamId,
    keyId: team.key.id,
    fallback: { kind: 'first-example', nearest: 'rahima-match', differences: [{ in: 'body', path: '/nid' }] },
  });
  world.record({
    teamId,
    keyId: team.key.id,
    fallback: { kind: 'generated', nearest: null, differences: [] },
  });
  const refused = { service: 'fund-transfer', operationId: 'createTransfer', status: 422 };
  for (const rule of ['insufficient-funds', 'rule-of-an-earlier-version'])
    world.record({ teamId, keyId: team.key.id, ...refused, rule });
  return { team, other, full, leaving, event };
}

function probes({ team, other, full, leaving, event }: Setup): Probe[] {
  const { token } = team;
  const key = { keyId: team.key.id };
  const json = (value: unknown) => ({ json: value });
  const notJson = { raw: '{', headers: { 'Content-Type': 'application/json' } };
  const tooLarge = { raw: ' '.repeat(70_000), headers: { 'Content-Type': 'application/json' } };
  const form = { raw: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  const cookie = { headers: { cookie: `dpi_session=${token}` } };
  const organiser = { token: ADMIN_TOKEN };
  const open = { eventId: 'event_open' };

  const wrongBodies = (operationId: string, how: Probe[2]): Probe[] => [
    [operationId, 400, { ...how, ...notJson }],
    [operationId, 413, { ...how, ...tooLarge }],
    [operationId, 415, { ...how, ...form }],
    [operationId, 422, { ...how, json: [] }],
  ];
  const noTeam = (operationId: string, how: Probe[2] = {}): Probe[] => [
    [operationId, 401, { ...how }],
    [operationId, 403, { ...how, token, query: `teamId=${other.team.id}` }],
    [operationId, 404, { ...how, ...organiser, query: 'teamId=team_0000000000000000' }],
  ];
  return [
    ['createTeam', 201, json({ joinCode: JOIN_CODE, name: 'Team Jamuna' })],
    ['createTeam', 403, json({ joinCode: 'wrong', name: 'Team Surma' })],
    ['createTeam', 409, json({ joinCode: JOIN_CODE, name: 'Team Padma' })],
    ...wrongBodies('createTeam', {}),
    ['createSession', 201, json({ recoveryCode: team.recoveryCode })],
    ['createSession', 403, json({ recoveryCode: 'wrong' })],
    ...wrongBodies('createSession', {}),
    ['getTeam', 200, { token }],
    ['getTeam', 200, cookie],
    ['getTeam', 422, organiser],
    ...noTeam('getTeam'),
    ['listTeams', 200, organiser],
    ['listTeams', 200, { ...organiser, query: 'limit=1&eventId=event_open' }],
    ['listTeams', 401, {}],
    ['listTeams', 403, { token }],
    ['listTeams', 422, { ...organiser, query: 'limit=x' }],
    ['listKeys', 200, { token }],
    ['listKeys', 200, { token: leaving.token, query: 'limit=1' }],
    ['listKeys', 422, organiser],
    ...noTeam('listKeys'),
    ['createKey', 201, { token, json: { label: 'Server', expiresAt: '2999-01-01T00:00:00Z' } }],
    ['createKey', 201, { token }],
    ['createKey', 403, cookie],
    ['createKey', 409, { token: full.token }],
    ...wrongBodies('createKey', { token }),
    ...noTeam('createKey'),
    ['rotateKey', 409, { token: leaving.token, path: { keyId: leaving.key.id }, json: { overlapSeconds: 0 } }],
    ['rotateKey', 404, { token: other.token, path: key, json: { overlapSeconds: 0 } }],
    ...wrongBodies('rotateKey', { token, path: key }),
    ...noTeam('rotateKey', { path: key, json: { overlapSeconds: 0 } }),
    ['rotateKey', 201, { token, path: key, json: { overlapSeconds: 60 } }],
    ['revokeKey', 422, { ...organiser, path: key, query: 'teamId=x' }],
    ...noTeam('revokeKey', { path: key }),
    ['revokeKey', 204, { token, path: key }],
    ['getUsage', 200, { token }],
    ['getUsage', 200, { token: other.token }],
    ['getUsage', 422, organiser],
    ...noTeam('getUsage'),
    ['listRequests', 200, { token, query: 'limit=1' }],
    ['listRequests', 200, { token, query: 'outcome=failed' }],
    ['listRequests', 422, { token, query: 'outcome=x' }],
    ...noTeam('listRequests'),
    ['listEvents', 200, organiser],
    ['listEvents', 401, {}],
    ['listEvents', 403, { token }],
    ['listEvents', 422, { ...organiser, query: 'cursor=%21' }],
    ['createEvent', 201, { ...organiser, json: { name: 'New event' } }],
    ['createEvent', 401, json({ name: 'New event' })],
    ['createEvent', 403, { token, json: { name: 'New event' } }],
    ['createEvent', 409, { ...organiser, json: { name: 'New event', joinCode: JOIN_CODE } }],
    ...wrongBodies('createEvent', organiser),
    ['updateEvent', 200, { ...organiser, path: open, json: { status: 'open' } }],
    ['updateEvent', 401, { path: open, json: { status: 'open' } }],
    ['updateEvent', 403, { token, path: open, json: { status: 'open' } }],
    ['updateEvent', 404, { ...organiser, path: { eventId: 'event_0000' }, json: { status: 'open' } }],
    ['updateEvent', 409, { ...organiser, path: { eventId: event.id }, json: { joinCode: JOIN_CODE } }],
    ...wrongBodies('updateEvent', { ...organiser, path: open }),
    ['listPersonas', 200, {}],
    ['listPersonas', 200, { query: 'limit=1' }],
    ['listPersonas', 422, { query: 'limit=0' }],
    ['listDemoTimeline', 200, { query: 'requestId=r1' }],
    ['listDemoTimeline', 422, {}],
    ['endSession', 401, {}],
    ['endSession', 403, cookie],
    ['endSession', 204, { token }],
  ];
}

const ACCOUNT = { service: 'fund-transfer', version: 'v1', resource: 'account', objectId: RAHIMA };

/** Calls about a world in which a transfer is on its way. */
function webhookProbes(
  { team, other, full }: Setup,
  { endpointId, messageId, fullEndpointId, deliveryId }: WebhookIds,
): Probe[] {
  const { token } = team;
  const organiser = { token: ADMIN_TOKEN };
  const notJson = { raw: '{', headers: { 'Content-Type': 'application/json' } };
  const tooLarge = { raw: ' '.repeat(70_000), headers: { 'Content-Type': 'application/json' } };
  const form = { raw: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  const common = (operationId: string, how: Probe[2] = {}): Probe[] => [
    [operationId, 401, how],
    [operationId, 403, { ...how, token, query: `teamId=${other.team.id}` }],
    [operationId, 404, { ...how, ...organiser, query: 'teamId=team_0000000000000000' }],
    [operationId, 422, { ...how, ...organiser }],
  ];
  const bodies = (operationId: string, how: Probe[2]): Probe[] => [
    [operationId, 400, { ...how, ...notJson }],
    [operationId, 413, { ...how, ...tooLarge }],
    [operationId, 415, { ...how, ...form }],
    [operationId, 422, { ...how, json: {} }],
  ];
  const endpoint = { path: { endpointId } };
  const json = { url: 'https://team.example/webhooks' };
  const resend = { path: { messageId }, json: { endpointId } };
  const delivery = { path: { deliveryId } };
  return [
    ['listWebhookEndpoints', 200, { token }],
    ...common('listWebhookEndpoints'),
    ['createWebhookEndpoint', 201, { token, json }],
    ['createWebhookEndpoint', 409, { token: full.token, json }],
    ...common('createWebhookEndpoint', { json }),
    ...bodies('createWebhookEndpoint', { token }),
    ['getWebhookEndpoint', 200, { token, ...endpoint }],
    ...common('getWebhookEndpoint', endpoint),
    ['updateWebhookEndpoint', 200, { token, ...endpoint, json: { copies: 2 } }],
    ...common('updateWebhookEndpoint', { ...endpoint, json: { copies: 2 } }),
    ...bodies('updateWebhookEndpoint', { token, ...endpoint }),
    ['rotateWebhookSecret', 200, { token, ...endpoint }],
    ...common('rotateWebhookSecret', endpoint),
    ['sendTestMessage', 202, { token, ...endpoint }],
    ['sendTestMessage', 409, { token: full.token, path: { endpointId: fullEndpointId } }],
    ...common('sendTestMessage', endpoint),
    ['listWebhookMessages', 200, { token }],
    ...common('listWebhookMessages'),
    ['resendWebhookMessage', 202, { token, ...resend }],
    [
      'resendWebhookMessage',
      409,
      {
        token: full.token,
        path: { messageId: `${messageId.slice(0, -2)}10` },
        json: { endpointId: fullEndpointId },
      },
    ],
    ...common('resendWebhookMessage', resend),
    ...bodies('resendWebhookMessage', { token, path: { messageId } }),
    ['listWebhookDeliveries', 200, { token }],
    ...common('listWebhookDeliveries'),
    ['getWebhookDelivery', 200, { token, ...delivery }],
    ...common('getWebhookDelivery', delivery),
    ...common('deleteWebhookEndpoint', endpoint),
    ['deleteWebhookEndpoint', 204, { token, ...endpoint }],
  ];
}

function faultProbes({ team, other, full }: Setup, faultId: string): Probe[] {
  const { token } = team;
  const organiser = { token: ADMIN_TOKEN };
  const notJson = { raw: '{', headers: { 'Content-Type': 'application/json' } };
  const tooLarge = { raw: ' '.repeat(70_000), headers: { 'Content-Type': 'application/json' } };
  const form = { raw: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  const common = (operationId: string, how: Probe[2] = {}): Probe[] => [
    [operationId, 401, how],
    [operationId, 403, { ...how, token, query: `teamId=${other.team.id}` }],
    [operationId, 404, { ...how, ...organiser, query: 'teamId=team_0000000000000000' }],
    [operationId, 422, { ...how, ...organiser }],
  ];
  const fault = { path: { faultId } };
  return [
    ['listFaults', 200, { token }],
    ['listFaults', 200, { token: full.token, query: 'limit=1' }],
    ...common('listFaults'),
    ...(['error', 'latency', 'timeout', 'connection-reset', 'partial-body', 'stuck-pending'] as const).map(
      (kind): Probe => ['createFault', 201, { token, json: { kind } }],
    ),
    ['createFault', 409, { token: full.token, json: { kind: 'error' } }],
    ['createFault', 400, { token, ...notJson }],
    ['createFault', 413, { token, ...tooLarge }],
    ['createFault', 415, { token, ...form }],
    ['createFault', 422, { token, json: { kind: 'connection-reset', status: 503 } }],
    ...common('createFault', { json: { kind: 'error' } }),
    ['deleteFault', 404, { token, path: { faultId: 'flt_0000000000000000' } }],
    ...common('deleteFault', fault),
    ['deleteFault', 204, { token, ...fault }],
  ];
}

function worldProbes({ team, other, full }: Setup, snapshotId: string): Probe[] {
  const { code } = new ShareCodes('secret').issue({ team: team.team.id, snapshot: snapshotId });
  const { token } = team;
  const organiser = { token: ADMIN_TOKEN };
  const notJson = { raw: '{', headers: { 'Content-Type': 'application/json' } };
  const tooLarge = { raw: ' '.repeat(70_000), headers: { 'Content-Type': 'application/json' } };
  const form = { raw: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  const nowhere = 'teamId=team_0000000000000000';
  const common = (operationId: string, how: Probe[2] = {}): Probe[] => [
    [operationId, 401, how],
    [operationId, 403, { ...how, token, query: `teamId=${other.team.id}` }],
    [operationId, 404, { ...how, ...organiser, query: nowhere }],
    [operationId, 422, { ...how, ...organiser }],
  ];
  const bodies = (operationId: string, how: Probe[2]): Probe[] => [
    [operationId, 400, { ...how, ...notJson }],
    [operationId, 413, { ...how, ...tooLarge }],
    [operationId, 415, { ...how, ...form }],
    [operationId, 422, { ...how, json: {} }],
  ];
  const snapshot = { path: { snapshotId } };
  const noSnapshot = { token, path: { snapshotId: 'snap_00000000000000000000000000' } };
  const data = { json: { data: { note: null } } };
  const name = { en: 'Shirin Sultana', bn: 'শিরিন সুলতানা' };
  const person = { json: { name, birthDate: '1994-02-11', gender: 'female', place: '6091' } };
  const lists = ['listResources', 'listObjects', 'listTimeline', 'listPendingEvents', 'listSnapshots', 'listPeople'];
  return [
    ['getWorld', 200, { token }],
    ...common('getWorld'),
    ['getClock', 200, { token }],
    ...common('getClock'),
    ...lists.flatMap((operationId): Probe[] => [
      [operationId, 200, { token }],
      [operationId, 200, { token, query: 'limit=1' }],
      [operationId, 422, { token, query: 'limit=x' }],
      ...common(operationId),
    ]),
    ['getObject', 200, { token, path: ACCOUNT }],
    ['getObject', 404, { token, path: { ...ACCOUNT, objectId: '7' } }],
    ...common('getObject', { path: ACCOUNT }),
    ['updateObject', 200, { token, path: ACCOUNT, json: { data: { status: 'closed' } } }],
    ['updateObject', 404, { token, path: { ...ACCOUNT, objectId: '7' }, ...data }],
    ['updateObject', 422, { token, path: ACCOUNT, ...data }],
    ...bodies('updateObject', { token, path: ACCOUNT }),
    ...common('updateObject', { path: ACCOUNT, ...data }),
    ['shareSnapshot', 201, { token, ...snapshot }],
    ['shareSnapshot', 404, noSnapshot],
    ...common('shareSnapshot', snapshot),
    ['restoreSharedSnapshot', 200, { token: other.token, json: { code } }],
    ['restoreSharedSnapshot', 404, { token, json: { code: 'x.y' } }],
    ...bodies('restoreSharedSnapshot', { token }),
    ...common('restoreSharedSnapshot', { json: { code } }),
    ['createPerson', 201, { token, ...person }],
    ['listPeople', 200, { token }],
    ['createPerson', 409, { token: full.token, ...person }],
    ['createPerson', 422, { token, json: { ...person.json, name: { en: name.bn, bn: name.en } } }],
    ...bodies('createPerson', { token }),
    ...common('createPerson', person),
    ['getPersonChoices', 200, { token }],
    ...common('getPersonChoices'),
    ['createSnapshot', 201, { token, json: { name: 'Another' } }],
    ['createSnapshot', 409, { token: full.token, json: { name: 'Another' } }],
    ...bodies('createSnapshot', { token }),
    ...common('createSnapshot', { json: { name: 'Another' } }),
    ['advanceClock', 200, { token, json: { seconds: 3600 } }],
    ['advanceClock', 200, { token, json: { workingDays: 3 } }],
    ...bodies('advanceClock', { token }),
    ...common('advanceClock', { json: { seconds: 1 } }),
    ['listTimeline', 200, { token }],
    ['restoreSnapshot', 200, { token, ...snapshot }],
    ['restoreSnapshot', 404, noSnapshot],
    ...common('restoreSnapshot', snapshot),
    ['listTimeline', 200, { token }],
    ['deleteSnapshot', 404, noSnapshot],
    ...common('deleteSnapshot', snapshot),
    ['deleteSnapshot', 204, { token, ...snapshot }],
    ['resetWorld', 200, { token }],
    ...common('resetWorld'),
  ];
}

const WEBHOOK_IDS: WebhookIds = {
  endpointId: 'whe_x',
  messageId: 'msg_x',
  fullEndpointId: 'whe_x',
  deliveryId: 'whd_x',
};

/** Sends one request to every operation while nothing behind the API works. */
async function probeFailures(context: TestContext, status: number, error: () => Error): Promise<void> {
  const fail = () => {
    throw error();
  };
  const world = await controlWorld(context, {
    registry: new Proxy({} as Registry, { get: () => async () => fail() }),
    personas: fail,
    worlds: fail,
  });
  const bodies: Record<string, unknown> = {
    createTeam: { joinCode: JOIN_CODE, name: 'Padma' },
    createSession: { recoveryCode: 'x' },
    createEvent: { name: 'Event' },
    updateEvent: { status: 'open' },
    rotateKey: { overlapSeconds: 0 },
    updateObject: { data: {} },
    createFault: { kind: 'error' },
    createWebhookEndpoint: { url: 'https://team.example/webhooks' },
    updateWebhookEndpoint: { copies: 2 },
    resendWebhookMessage: { endpointId: 'whe_x' },
  };
  for (const operation of operations) {
    if (!operation.responses.some((response) => response.status === String(status))) continue;
    const token = ['/events', '/events/{eventId}'].includes(operation.path) || operation.id === 'listTeams';
    await probe(world, operation.id, status, {
      token: token ? ADMIN_TOKEN : 'dpt_x',
      path: {
        keyId: 'key_x',
        eventId: 'event_open',
        snapshotId: 'snap_x',
        faultId: 'flt_x',
        ...WEBHOOK_IDS,
        ...ACCOUNT,
      },
      query: 'requestId=r1',
      ...(operation.id in bodies ? { json: bodies[operation.id] } : {}),
    });
  }
}

async function probe(world: World, operationId: string, status: number, how: Probe[2]): Promise<void> {
  const operation = operations.find(({ id }) => id === operationId);
  assert.ok(operation, operationId);
  const { path = {}, query = '', ...rest } = how;
  const target = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const answer = await world.send(operation.method.toUpperCase(), query === '' ? target : `${target}?${query}`, rest);
  const named = `${operationId}: ${answer.status} ${JSON.stringify(answer.body)}`;
  assert.equal(answer.status, status, named);
  assertSpecified(operation, answer, named);
  seen.add(`${operationId} ${status}`);
}

function assertSpecified({ responses }: Operation, { status, headers, body }: Answer, named: string): void {
  const response = responses.find((declared) => declared.status === String(status));
  assert.ok(response, `${named}: the status is not declared`);
  for (const { name, schema } of response.headers) {
    const value = headers.get(name);
    assert.notEqual(value, null, `${named}: the header ${name} is missing`);
    assertValid(schema, schema.type === 'integer' ? Number(value) : value, `${named}: ${name}`);
  }
  if (body === undefined) {
    assert.equal(response.contents.length, 0, `${named}: a body is declared`);
    return;
  }
  const content = response.contents.find(({ contentType }) => contentType === headers.get('content-type'));
  assert.ok(content?.schema, `${named}: ${headers.get('content-type')} is not declared`);
  assertValid(content.schema, body, named);
}

function assertValid(schema: Schema, value: unknown, named: string): void {
  const validate = ajv.compile({ ...schema, components: { schemas } });
  assert.ok(validate(value), `${named}: ${ajv.errorsText(validate.errors)}`);
}
