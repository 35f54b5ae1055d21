import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectsIn } from '@dpi/specs/json-value';
import { inService, servicesOf, typesOf } from './services.fixture.ts';

const begin = await servicesOf(
  'social-protection',
  'social-registry',
  'consent-manager',
  'fund-transfer',
  'account-directory',
);
const DAY = 86_400_000;
const RAHIMA = { nid: '4912876501', name: { bn: 'রহিমা বেগম', en: 'Rahima Begum' } };
const RAHIMA_ACCOUNT = { participant: 'SHAPBDDH', account: '1012300456701' };
const RAHIMA_CONSENT = 'cns_01KB2M4E7Q9RS5T6V8W0X1Y101';
const SUFIA = 'enr_01KB2M4E7Q9RS5T6V8W0X1Y108';
const SALEHA = 'enr_01KB2M4E7Q9RS5T6V8W0X1Y111';
const MINUTES = 'UP-5620-2026-11';

function protection() {
  const world = inService(begin(), 'social-protection');
  const submit = async () => {
    const body = { ...RAHIMA, programme: 'widow-allowance', consent: RAHIMA_CONSENT, payout: RAHIMA_ACCOUNT };
    return world.call('submitEnrolment', { body });
  };
  const quotaLeft = async () => {
    const question = { programme: 'widow-allowance', nid: '4912876512' };
    return Number(String((await world.call('checkEligibility', { body: question })).body.quotaLeft));
  };
  const balance = () => world.balance(RAHIMA_ACCOUNT.account);
  return { ...world, submit, quotaLeft, balance };
}

test('who is selected takes a place of the union and is paid in the month after the quarter', async () => {
  const { call, submit, quotaLeft, balance, advance } = protection();
  const path = { enrolmentId: String((await submit()).body.enrolmentId) };
  assert.equal(await quotaLeft(), 12);
  const { body } = await call('decideEnrolment', { path, body: { decision: 'select', minutes: MINUTES } });
  assert.deepEqual([body.status, body.nextPaymentDate], ['enrolled', '2027-01-10']);
  assert.equal(await quotaLeft(), 11);
  assert.equal((await submit()).refusal, 'already-enrolled');
  assert.ok(typesOf(await advance(60 * DAY)).includes('payment.paid'));
  assert.equal(await balance(), '10400.00');
  const { body: payments } = await call('listPayments', { path });
  assert.deepEqual(
    objectsIn(payments.items).map(({ period, status }) => `${period} ${status}`),
    ['2026-27-Q3 due', '2026-27-Q2 paid'],
  );
  assert.equal((await call('getEnrolment', { path })).body.nextPaymentDate, '2027-04-10');
});

test('who is refused may appeal, and may not be selected any more', async () => {
  const { call, submit, advance } = protection();
  const enrolmentId = String((await submit()).body.enrolmentId);
  const path = { enrolmentId };
  await call('decideEnrolment', { path, body: { decision: 'refuse', minutes: MINUTES, reason: 'moved-away' } });
  assert.equal((await call('getEnrolment', { path })).body.reason, 'moved-away');
  const select = await call('decideEnrolment', { path, body: { decision: 'select', minutes: MINUTES } });
  assert.equal(select.refusal, 'nothing-to-decide');
  const appeal = { enrolmentId, grounds: 'I have never moved.', language: 'en' };
  const { body } = await call('fileAppeal', { body: appeal });
  assert.equal((await call('fileAppeal', { body: appeal })).refusal, 'already-filed');
  await advance(31 * DAY);
  const { body: answered } = await call('getAppeal', { path: { appealId: String(body.appealId) } });
  assert.equal(answered.status, 'dismissed');
});

test('a proof of life ends a suspension, and what was withheld is paid with the next quarter', async () => {
  const { call, advance } = protection();
  const path = { enrolmentId: SALEHA };
  const body = { method: 'fingerprint', reference: 'kyc-111', shownAt: '2026-11-29T19:00:00+06:00' };
  const { body: enrolment } = await call('submitLifeProof', { path, body });
  assert.deepEqual([enrolment.status, enrolment.nextPaymentDate], ['enrolled', '2027-01-10']);
  await advance(60 * DAY);
  const { body: payments } = await call('listPayments', { path });
  assert.ok(objectsIn(payments.items).some(({ period, status }) => period === '2026-27-Q2' && status === 'paid'));
});

test('who does not prove to be alive by the end of October is suspended', async () => {
  const { call, submit, advance } = protection();
  const path = { enrolmentId: String((await submit()).body.enrolmentId) };
  await call('decideEnrolment', { path, body: { decision: 'select', minutes: MINUTES } });
  assert.ok(typesOf(await advance(340 * DAY)).includes('enrolment.suspended'));
  assert.equal((await call('getEnrolment', { path })).body.reason, 'life-proof-missing');
});

test('people on the waiting list move up when somebody leaves it', async () => {
  const { call, objects } = protection();
  const body = { decision: 'refuse', minutes: MINUTES };
  await call('decideEnrolment', { path: { enrolmentId: SUFIA }, body });
  const { waiting } =
    (await objects('social-protection/v1.quota')).find(({ quotaId }) => /^widow.* Kalaskathi$/.test(String(quotaId))) ??
    {};
  assert.equal(Number(String(waiting)), 11);
});

test('money goes to an account of the person only', async () => {
  const { call } = protection();
  const path = { enrolmentId: SALEHA };
  const karim = { participant: 'SHAPBDDH', account: '1012300456702' };
  assert.equal((await call('changePayout', { path, body: karim })).refusal, 'account-of-another');
});
