import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject, type JsonValue, objectsIn } from '@dpi/specs/json-value';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const catalogue = await loadCatalogue({
  services: [
    'bulk-disbursement',
    'fund-transfer',
    'account-directory',
    'social-registry',
    'consent-manager',
    'reference-data',
    'nid-verification',
    'notifications',
    'birth-death-registration',
  ],
});
const DEBIT = '1012300450001';
const RAHIMA = { nid: '4912876501', en: 'Rahima Begum', participant: 'SHAPBDDH', account: '1012300456701' };
const NASRIN = { nid: '3312876503', en: 'Nasrin Akter', participant: 'DOELMFS1', account: '01912345630' };
const HAJERA = { nid: '7212876518', en: 'Hajera Banu', participant: 'SHAPBDDH', account: '1012300456718' };
const JAMAL = { nid: '19821911876500004', en: 'Jamal Uddin', participant: 'BAKLBDDH', account: '1012300456704' };

function platform() {
  let now = Date.parse('2026-11-29T20:00:00+06:00');
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => now });
  const call = async (
    operation: string,
    request: { path?: JsonObject; query?: JsonObject; body?: JsonObject },
    service = 'bulk-disbursement',
  ): Promise<{ status: number; body: JsonObject }> => {
    // A moment passes between two calls.
    now += 10;
    const { status, body } = await worlds.answer({
      world: 'a',
      service,
      version: 'v1',
      operation,
      request: { path: request.path ?? {}, query: request.query ?? {}, header: {}, body: request.body },
      requestId: 'req_1',
    });
    return { status, body: isObject(body) ? body : {} };
  };
  const balance = async (account: string) => {
    const accounts = objectsIn(await worlds.objects('a', 'fund-transfer/v1.account'));
    const found = accounts.find(({ number }) => number === account)?.balance;
    return isObject(found) ? found.amount : undefined;
  };
  return { worlds, call, balance };
}

function lineOf({ nid, en, participant, account }: typeof RAHIMA, amount: string): JsonObject {
  return {
    nid,
    name: { bn: 'নাম', en },
    participant,
    account,
    amount: { amount, currency: 'BDT' },
    reference: `ref-${nid}`,
  };
}

/** A batch with lines, validated. */
async function validated({ call }: ReturnType<typeof platform>, lines: JsonObject[], debitAccount = DEBIT) {
  const made = await call('createBatch', {
    body: { programme: 'Test support', period: '2026-27-Q2', debitAccount, maker: 'off.one' },
  });
  const path = { batchId: made.body.batchId };
  assert.equal((await call('addLines', { path, body: { lines } })).status, 200);
  const { body } = await call('validateBatch', { path });
  return { path, validation: body };
}

const approval = { approver: 'off.two', code: '123456' };

function codes(lines: JsonValue | undefined) {
  return objectsIn(lines).map(({ reason }) => reason);
}

test('a batch pays its accepted lines, says why others fail, and pays what was corrected, nobody twice', async () => {
  const world = platform();
  const { call, balance } = world;
  const lines = [lineOf(RAHIMA, '1000.00'), lineOf(NASRIN, '700.00'), lineOf(HAJERA, '500.00')];
  const { path, validation } = await validated(world, lines);
  assert.deepEqual([validation.accepted, codes(validation.rejected)], [1, ['BE01', 'AC04']]);
  assert.equal(await balance(RAHIMA.account), '8450.00');

  assert.equal((await call('approveBatch', { path, body: approval })).body.status, 'running');
  const { body: run } = await call('getBatch', { path });
  assert.deepEqual([run.status, run.paid, run.failed], ['completed', 1, 2]);
  assert.equal(await balance(RAHIMA.account), '9450.00');
  assert.equal(await balance(DEBIT), '499998998.50');

  const { body: failed } = await call('listLines', { path, query: { status: 'failed' } });
  const [nasrin] = objectsIn(failed.items);
  const correction = { participant: 'DOELMFS1', account: '01912345603', reason: 'She showed it.' };
  const line = { path: { ...path, lineId: nasrin?.lineId }, body: correction };
  assert.equal((await call('correctLine', line)).body.status, 'corrected');
  assert.equal((await call('retryFailedLines', { path })).status, 201);
  const { body: again } = await call('getBatch', { path });
  assert.deepEqual([again.status, again.paid, again.failed], ['completed', 2, 1]);
  assert.equal(await balance('01912345603'), '6300.00');
  assert.equal(await balance(RAHIMA.account), '9450.00');
  assert.equal((await call('correctLine', line)).status, 409);
  assert.equal((await call('retryFailedLines', { path })).status, 409);

  const { body: file } = await call('getReturnFile', { path });
  assert.deepEqual(
    [file.paidTotal, codes(file.entries)],
    [{ amount: '1700.00', currency: 'BDT' }, [null, null, 'AC04']],
  );
});

test('what a batch pays stands in the statement of the payee', async () => {
  const world = platform();
  const { path } = await validated(world, [lineOf(RAHIMA, '1234.00')]);
  await world.call('approveBatch', { path, body: approval });
  const { body } = await world.call(
    'readStatement',
    { body: { account: RAHIMA.account, period: { from: '2026-11-29', to: '2026-11-29' } } },
    'fund-transfer',
  );
  const [newest] = objectsIn(body.items);
  assert.deepEqual([newest?.direction, newest?.amount], ['in', { amount: '1234.00', currency: 'BDT' }]);
});

test('a large amount to a slow bank arrives later, and the batch is completed then', async () => {
  const world = platform();
  const { path } = await validated(world, [lineOf(RAHIMA, '10.00'), lineOf(JAMAL, '20000.00')]);
  await world.call('approveBatch', { path, body: approval });
  const { body: before } = await world.call('getBatch', { path });
  assert.deepEqual([before.status, before.paid], ['running', 1]);
  assert.equal((await world.call('getReturnFile', { path })).status, 404);
  const entries = await world.worlds.advance('a', 120_000);
  const emitted = entries
    .flatMap((entry) => entry.emitted)
    .filter(({ data }) => isObject(data) && data.batchId === path.batchId);
  assert.deepEqual(
    emitted.map(({ type, data }) => [type, isObject(data) && data.paid]),
    [['batch.completed', 2]],
  );
});

test('another officer approves, with the right code, within three attempts', async () => {
  const world = platform();
  const { path } = await validated(world, [lineOf(RAHIMA, '10.00')]);
  const approve = async (body: JsonObject) => (await world.call('approveBatch', { path, body })).status;
  assert.equal(await approve({ ...approval, approver: 'off.one' }), 403);
  for (let attempt = 0; attempt < 3; attempt++) assert.equal(await approve({ ...approval, code: '999999' }), 422);
  assert.equal(await approve(approval), 409);
  await world.call('validateBatch', { path });
  assert.equal(await approve(approval), 200);
  assert.equal(await approve(approval), 409);
  assert.equal(
    (await world.call('cancelBatch', { path, body: { officer: 'off.one', reason: 'Too late.' } })).status,
    409,
  );
});

test('a batch needs a debit account of the agency that covers it, and its quarter is free after it was cancelled', async () => {
  const world = platform();
  const create = async (debitAccount: string) =>
    (
      await world.call('createBatch', {
        body: { programme: 'Test support', period: '2026-27-Q2', debitAccount, maker: 'off.one' },
      })
    ).status;
  assert.equal(await create(RAHIMA.account), 403);
  assert.equal(await create('1012300999999'), 404);
  const { path } = await validated(world, [lineOf(RAHIMA, '1000.00')], '1012300450002');
  assert.equal((await world.call('approveBatch', { path, body: approval })).status, 409);
  assert.equal(await create(DEBIT), 409);
  await world.call('cancelBatch', { path, body: { officer: 'off.one', reason: 'The wrong account.' } });
  assert.equal(await create(DEBIT), 201);
});

const RAHIMA_ID = 'HH-554994-000218-01';
const KARIM_ID = 'HH-554994-000217-01';
const SALMA_ID = 'HH-554994-000217-02';

function lineTo(beneficiaryId: string, amount: string, endToEndId?: string): JsonObject {
  const line = { beneficiaryId, amount: { amount, currency: 'BDT' }, reference: `enr-${beneficiaryId}` };
  return endToEndId === undefined ? line : { ...line, endToEndId };
}

test('a beneficiary is paid into the account that is registered when the batch runs', async () => {
  const world = platform();
  const { call, balance } = world;
  const directory = (operation: string, request: Parameters<typeof call>[1]) =>
    call(operation, request, 'account-directory');
  const { path, validation } = await validated(world, [lineTo(RAHIMA_ID, '1000.00', 'OAA-1')]);
  assert.equal(validation.accepted, 1);
  const account = '01712345601';
  await directory('sendAliasCode', { body: { alias: '+8801712345601', action: 'move' } });
  const { body: owned } = await directory('searchAliases', { body: { nid: RAHIMA.nid } });
  const [{ aliasId } = {}] = objectsIn(owned.items);
  const moved = { participant: 'DOELMFS1', account, code: '123456' };
  assert.equal((await directory('moveAlias', { path: { aliasId }, body: moved })).status, 200);

  const before = [await balance(RAHIMA.account), await balance(account)];
  assert.equal((await call('approveBatch', { path, body: approval })).status, 200);
  const { body } = await call('listLines', { path });
  const [line] = objectsIn(body.items);
  assert.deepEqual([line?.status, line?.participant, line?.maskedAccount], ['paid', 'DOELMFS1', '017…601']);
  assert.equal(await balance(RAHIMA.account), before[0]);
  assert.equal(Number(await balance(account)) - Number(before[1]), 1000);
  const period = { from: '2026-11-29', to: '2026-11-29' };
  const { body: statement } = await call('readStatement', { body: { account, period } }, 'fund-transfer');
  const [entry] = objectsIn(statement.items);
  assert.deepEqual([entry?.direction, entry?.endToEndId, entry?.purpose], ['in', 'OAA-1', 'GOVT']);
  const { body: file } = await call('getReturnFile', { path });
  assert.deepEqual(
    objectsIn(file.entries).map(({ endToEndId }) => endToEndId),
    ['OAA-1'],
  );
});

test('a beneficiary whose account is no longer registered is not paid, and the line says why', async () => {
  const world = platform();
  const { call } = world;
  const { path } = await validated(world, [lineTo(RAHIMA_ID, '1000.00'), lineTo(KARIM_ID, '1000.00')]);
  const { body: owned } = await call('searchAliases', { body: { nid: RAHIMA.nid } }, 'account-directory');
  const [{ aliasId } = {}] = objectsIn(owned.items);
  assert.equal((await call('removeAlias', { path: { aliasId } }, 'account-directory')).status, 204);
  await call('approveBatch', { path, body: approval });
  const reasons = async () => codes((await call('listLines', { path })).body.items);
  assert.deepEqual(await reasons(), ['AC01', null]);

  const { body: failed } = await call('listLines', { path, query: { status: 'failed' } });
  const [line] = objectsIn(failed.items);
  assert.equal(line?.resolutionFailure, 'no-account');
  const { participant, account } = RAHIMA;
  const body = { participant, account, reason: 'She named it at the union office.' };
  assert.equal((await call('correctLine', { path: { ...path, lineId: line?.lineId }, body })).status, 200);
  assert.equal((await call('retryFailedLines', { path })).status, 201);
  assert.deepEqual(await reasons(), [null, null]);
});

test('validation says of a beneficiary who has died or left the registry that nothing can be paid', async () => {
  const world = platform();
  const { call, worlds } = world;
  const { path } = await validated(world, [lineTo(RAHIMA_ID, '10.00'), lineTo(KARIM_ID, '10.00')]);
  const identity = { service: 'nid-verification', version: 'v1', resource: 'identity', objectId: RAHIMA.nid };
  await worlds.edit('a', identity, { status: 'deceased' });
  const member = { service: 'social-registry', version: 'v1', resource: 'member', objectId: 'karim-mia' };
  await worlds.edit('a', member, { beneficiaryId: 'HH-554994-000299-01' });
  const { body } = await call('validateBatch', { path });
  assert.deepEqual(
    objectsIn(body.rejected).map(({ reason, resolutionFailure }) => [reason, resolutionFailure]),
    [
      ['AC01', 'beneficiary-deceased'],
      ['AC01', 'beneficiary-unknown'],
    ],
  );
});

test('a line is for a beneficiary of the registry with a registered account, once in a batch', async () => {
  const { call } = platform();
  const { body: made } = await call('createBatch', {
    body: { programme: 'Test support', period: '2026-27-Q2', debitAccount: DEBIT, maker: 'off.one' },
  });
  const path = { batchId: made.batchId };
  const add = async (...lines: JsonObject[]) => {
    const { status, body } = await call('addLines', { path, body: { lines } });
    return status === 200 ? status : [body.type, objectsIn(body.errors)[0]?.path];
  };
  assert.deepEqual(await add(lineTo(RAHIMA_ID, '1.00'), lineTo('HH-000000-000000-01', '1.00')), [
    '/problems/beneficiary-unknown/',
    '/lines/1/beneficiaryId',
  ]);
  assert.deepEqual(await add(lineTo(SALMA_ID, '1.00')), [
    '/problems/beneficiary-without-account/',
    '/lines/0/beneficiaryId',
  ]);
  assert.deepEqual(await add(lineOf(RAHIMA, '1.00'), lineTo(RAHIMA_ID, '1.00')), [
    '/problems/beneficiary-twice/',
    '/lines/1/beneficiaryId',
  ]);
  const twice = ['/problems/reference-not-unique/', '/lines/1/endToEndId'];
  assert.deepEqual(await add(lineTo(RAHIMA_ID, '1.00', 'A1'), lineTo(KARIM_ID, '1.00', 'A1')), twice);
  assert.equal(await add(lineTo(RAHIMA_ID, '1.00', 'A1')), 200);
  assert.deepEqual(await add(lineTo(KARIM_ID, '1.00', 'A1')), [twice[0], '/lines/0/endToEndId']);
  assert.deepEqual(await add(lineOf(RAHIMA, '1.00')), ['/problems/beneficiary-twice/', '/lines/0/nid']);
});
