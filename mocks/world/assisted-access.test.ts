import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, type JsonObject, objectsIn } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('assisted-access', 'notifications');
const MINUTE = 60_000;
const RAHIMA = { nid: '4912876501' };
const SHAHIN = { nid: '7512876519' };
const SALEHA = { nid: '4912876511' };

async function atWork() {
  const { call, advance } = begin();
  const assist = (operation: string, path: JsonObject, body?: JsonObject) =>
    call('assisted-access', operation, { path, ...(body === undefined ? {} : { body }) });
  const { body: shift } = await assist(
    'startShift',
    {},
    { centre: 'UDC-554994-0042', agent: 'AG-0042', code: '123456' },
  );
  const open = async (citizen: JsonObject, scopes: string[], proof = 'otp') => {
    const { body } = await assist(
      'openSession',
      {},
      { shiftId: shift.shiftId, citizen, scopes, proof, language: 'en' },
    );
    return { sessionId: body.sessionId };
  };
  const prove = (path: JsonObject, code: string) => assist('proveConsent', path, { code });
  const act = (path: JsonObject, scope: string, amount: string) =>
    assist('recordAct', path, { scope, reference: 'ref-0001', fee: { amount, currency: 'BDT' } });
  const count = (amount: string, explanation?: string) =>
    assist(
      'closeShift',
      { shiftId: shift.shiftId },
      {
        counted: { amount, currency: 'BDT' },
        ...(explanation === undefined ? {} : { explanation }),
      },
    );
  return { assist, advance, shift, open, prove, act, count };
}

test('an agent acts for a citizen who consented, within what was agreed; receipt and report tell of it', async () => {
  const { assist, shift, open, prove, act, count } = await atWork();
  const path = await open(RAHIMA, ['certificate-print', 'grievance']);
  assert.equal((await act(path, 'grievance', '0.00')).refusal, 'not-open');
  assert.equal((await prove(path, '123456')).body.status, 'open');
  assert.equal((await act(path, 'certificate-print', '20.00')).status, 201);
  assert.equal((await act(path, 'certificate-print', '20.01')).refusal, 'fee-too-high');
  assert.equal((await act(path, 'life-proof', '0.00')).refusal, 'out-of-scope');
  assert.equal((await count('20.00')).refusal, 'sessions-open');
  const { body: receipt } = await assist('closeSession', path);
  const text = isObject(receipt.text) ? receipt.text.en : undefined;
  assert.equal(text, 'A certificate was printed. It cost BDT 20.');
  assert.deepEqual(
    objectsIn(receipt.acts).map(({ scope }) => scope),
    ['certificate-print'],
  );
  assert.equal((await act(path, 'grievance', '0.00')).refusal, 'not-open');
  assert.equal((await assist('closeSession', path)).refusal, 'over');
  assert.equal((await assist('getDayReport', { shiftId: shift.shiftId })).refusal, 'not-closed');
  const { body: report } = await count('20.00');
  assert.deepEqual([report.sessions, report.acts, report.agrees], [1, 1, true]);
  assert.equal((await assist('getDayReport', { shiftId: shift.shiftId })).body.date, '2026-11-29');
});

test('a difference of more than BDT 50 is explained', async () => {
  const { count } = await atWork();
  assert.equal((await count('50.01')).refusal, 'differs');
  const { body } = await count('50.01', 'Left by a customer.');
  assert.deepEqual([body.expected, body.agrees], [{ amount: '0.00', currency: 'BDT' }, false]);
});

test('three wrong codes end a session, and a code that never arrived is wrong', async () => {
  const { assist, open, prove } = await atWork();
  const path = await open(RAHIMA, ['grievance']);
  for (let attempt = 0; attempt < 3; attempt++) assert.equal((await prove(path, '999999')).refusal, 'code-wrong');
  assert.equal((await prove(path, '123456')).refusal, 'consented');
  assert.equal((await assist('getSession', path)).body.status, 'closed');
  assert.equal((await prove(await open(SHAHIN, ['grievance']), '123456')).refusal, 'code-wrong');
});

test('a session opened for a finger takes no code', async () => {
  const { assist, open, prove } = await atWork();
  const path = await open(SALEHA, ['life-proof'], 'fingerprint');
  assert.equal((await prove(path, '123456')).refusal, 'other-proof');
  assert.equal((await assist('proveConsent', path, { fingerprint: 'Rk1SACAyMAAAAADk' })).body.status, 'open');
});

test('the code comes by SMS, and the webhook of notifications tells of its delivery', async () => {
  const { advance, open } = await atWork();
  await open(RAHIMA, ['grievance']);
  const before = (await advance(MINUTE)).filter(({ type }) => type === 'message.delivered');
  // Beside those of the seed that were on their way.
  assert.equal(before.length, 3);
});

test('a session ends after twenty minutes, and a shift after nine hours', async () => {
  const { assist, advance, open, prove, act } = await atWork();
  const path = await open(RAHIMA, ['grievance']);
  await prove(path, '123456');
  await advance(21 * MINUTE);
  assert.equal((await act(path, 'grievance', '0.00')).refusal, 'expired');
  assert.equal((await prove(path, '123456')).refusal, 'expired');
  await advance(9 * 60 * MINUTE);
  const late = await assist('startShift', {}, { centre: 'UDC-554994-0042', agent: 'AG-0042', code: '123456' });
  assert.equal(late.status, 201);
});
