import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject, objectsIn } from '@dpi/specs/json-value';
import { inService, servicesOf, typesOf } from './services.fixture.ts';

const catalogue = await loadCatalogue({ services: ['service-directory'] });
const begin = await servicesOf('applications', 'service-directory', 'fund-transfer', 'account-directory');
const DAY = 86_400_000;
const HALIM = { nid: '1512876507', name: { bn: 'আব্দুল হালিম', en: 'Abdul Halim' }, mobile: '+8801412345607' };
const HALIM_ACCOUNT = '1012300456707';

function applications() {
  const world = inService(begin(), 'applications');
  const submit = async (service: string, answers: Record<string, string>) => {
    const { body } = await world.call('submitApplication', { body: { service, applicant: HALIM, answers } });
    return { applicationNumber: String(body.applicationNumber) };
  };
  const pay = (path: { applicationNumber: string }, amount: string) =>
    world.call('payFee', { path, body: { account: HALIM_ACCOUNT, amount: { amount, currency: 'BDT' } } });
  const balance = () => world.balance(HALIM_ACCOUNT);
  return { ...world, submit, pay, balance };
}

test('an application is paid, sent back, completed and approved, and then has a certificate', async () => {
  const { call, submit, pay } = applications();
  const path = await submit('passport', { pages: '48', validYears: '10' });
  assert.equal((await call('simulateDecision', { path, body: { decision: 'approve' } })).refusal, 'fee-open');
  assert.equal((await pay(path, '5750.00')).status, 201);
  assert.equal((await pay(path, '5750.00')).refusal, 'nothing-due');
  const reason = 'The photo is too dark. Attach another one.';
  const returned = await call('simulateDecision', { path, body: { decision: 'return', reason } });
  assert.deepEqual([returned.body.status, returned.body.reason], ['returned', reason]);
  assert.equal((await call('getCertificate', { path })).refusal, 'not-decided');
  const photo = { kind: 'photo', mediaType: 'image/jpeg', content: '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==' };
  const { emitted } = await call('attachDocument', { path, body: photo });
  assert.deepEqual(
    emitted.map(({ type }) => type),
    ['application.under-review'],
  );
  assert.equal((await call('simulateDecision', { path, body: { decision: 'approve' } })).body.status, 'approved');
  assert.equal((await call('simulateDecision', { path, body: { decision: 'reject', reason } })).refusal, 'closed');
  const { body: certificate } = await call('getCertificate', { path });
  assert.match(String(certificate.verificationCode), /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
  const { body: list } = await call('listApplications', { body: { nid: HALIM.nid } });
  assert.deepEqual(
    objectsIn(list.items).map(({ status }) => status),
    ['approved', 'payment-due', 'approved'],
  );
});

test('an application that was rejected has no certificate and says why', async () => {
  const { call, submit } = applications();
  const path = await submit('craft-grant', { craft: 'pottery' });
  const reason = 'The craft is not on the list of the year.';
  await call('simulateDecision', { path, body: { decision: 'reject', reason } });
  assert.equal((await call('getApplication', { path })).body.reason, reason);
  assert.equal((await call('getCertificate', { path })).refusal, 'not-approved');
});

test('the fee of an application that is withdrawn comes back', async () => {
  const { call, submit, pay, balance, advance } = applications();
  const path = await submit('health-card', { householdMembers: '4' });
  await pay(path, '100.00');
  assert.equal(await balance(), '864900.00');
  await call('withdrawApplication', { path });
  await advance(7 * DAY);
  assert.equal(await balance(), '865000.00');
});

test('an application whose fee stays open is withdrawn after ten days', async () => {
  const { call, submit, pay, advance } = applications();
  const path = await submit('health-card', { householdMembers: '4' });
  assert.ok(typesOf(await advance(11 * DAY)).includes('application.withdrawn'));
  assert.equal((await call('getApplication', { path })).body.status, 'withdrawn');
  assert.equal((await pay(path, '100.00')).refusal, 'nothing-due');
});

test('applications cost what the service directory says, and take as long', async () => {
  const directory = catalogue.services.find(({ id }) => id === 'service-directory');
  const described = directory?.operations
    .filter(({ id }) => id === 'getService')
    .flatMap(({ examples }) => examples.map(({ response }) => response?.body).filter(isObject));
  const { objects } = applications();
  for (const { service, workingDays, fees } of await objects('applications/v1.form')) {
    const entry = described?.find(({ code }) => code === service);
    assert.equal(workingDays, entry?.workingDays, String(service));
    const listed = objectsIn(entry?.fees).map(({ amount }) => isObject(amount) && amount.amount);
    for (const { amount } of objectsIn(fees)) assert.ok(listed.includes(String(amount)), String(service));
  }
});

test('a fee that is paid, and one that comes back, is a transfer of fund transfer', async () => {
  const { call, submit, pay, advance, objects } = applications();
  const path = await submit('passport', { pages: '48', validYears: '10' });
  await pay(path, '5750.00');
  const fees = async () =>
    (await objects('fund-transfer/v1.transfer'))
      .filter(({ payeeName, payerName }) => [payeeName, payerName].includes('Application fees'))
      .map(({ payer, amount }) => [payer, isObject(amount) ? amount.amount : null]);
  assert.deepEqual(await fees(), [[HALIM_ACCOUNT, '5750.00']]);
  await call('withdrawApplication', { path });
  await advance(4 * DAY);
  assert.deepEqual(await fees(), [
    [HALIM_ACCOUNT, '5750.00'],
    ['9990000000005', '5750.00'],
  ]);
});
