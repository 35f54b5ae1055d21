import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectsIn } from '@dpi/specs/json-value';
import { inService, servicesOf, typesOf } from './services.fixture.ts';

const begin = await servicesOf(
  'land-records',
  'consent-manager',
  'reference-data',
  'bill-collection',
  'fund-transfer',
  'account-directory',
);
const DAY = 86_400_000;
const landRecords = () => inService(begin(), 'land-records');

const FATHERS_LAND = '554994-0217';
const heir = (nid: string, en: string, share: string) => ({
  nid,
  name: { bn: en, en },
  relationship: 'child',
  share,
});
const KARIM = { nid: '4912876502', name: { bn: 'Karim', en: 'Karim Mia' }, mobile: '+8801812345602' };
const inheritance = {
  khatian: FATHERS_LAND,
  cause: 'inheritance',
  applicant: KARIM,
  inheritanceCertificate: 'WRS-554994-2026-0088',
  heirs: [heir('4912876502', 'Karim Mia', '7/8'), heir('4912876511', 'Saleha Begum', '1/8')],
};

test('a mutation that is approved moves the plots into a new khatian of the heirs', async () => {
  const { call, objects } = landRecords();
  const { mutationId } = (await call('submitMutation', { body: inheritance })).body;
  assert.equal((await call('getKhatian', { path: { khatian: FATHERS_LAND } })).body.status, 'under-mutation');
  assert.equal((await call('submitMutation', { body: inheritance })).refusal, 'under-mutation');
  const decide = () =>
    call('decideMutation', { path: { mutationId: String(mutationId) }, body: { decision: 'approve', order: 'AC-1' } });
  const { body: decided, emitted } = await decide();
  assert.equal(decided.status, 'approved');
  assert.deepEqual(
    emitted.map(({ type }) => type),
    ['mutation.approved'],
  );
  assert.equal((await decide()).refusal, 'already-decided');
  const { body: made } = await call('getKhatian', { path: { khatian: String(decided.newKhatian) } });
  assert.deepEqual(
    objectsIn(made.owners).map(({ share }) => share),
    ['7/8', '1/8'],
  );
  const { body: old } = await call('getKhatian', { path: { khatian: FATHERS_LAND } });
  assert.equal(old.replacedBy, decided.newKhatian);
  const plot = { geocode: '554994', mouza: 'Purba Dhamsreni', plot: '412' };
  assert.deepEqual(
    objectsIn((await call('findByPlot', { body: plot })).body.items).map(({ khatian }) => khatian),
    [decided.newKhatian],
  );
  assert.equal((await call('submitMutation', { body: inheritance })).refusal, 'replaced');
  const held = (await objects('land-records/v1.khatian')).find(({ khatian }) => khatian === decided.newKhatian);
  assert.deepEqual(new Set(held?.holders as string[]), new Set(['karim-mia', 'saleha-begum']));
});

test('after a gift the applicant owns the whole', async () => {
  const { call } = landRecords();
  const sold = { khatian: '554994-0218', cause: 'gift', applicant: KARIM, deed: 'D-1' };
  const { mutationId } = (await call('submitMutation', { body: sold })).body;
  const path = { mutationId: String(mutationId) };
  const { body } = await call('decideMutation', { path, body: { decision: 'approve', order: 'AC-1' } });
  const { owners } = (await call('getKhatian', { path: { khatian: String(body.newKhatian) } })).body;
  assert.deepEqual(
    objectsIn(owners).map(({ share }) => share),
    ['1/1'],
  );
});

test('shares that are not the whole, or a part of nothing, are refused with their sum', async () => {
  const { call } = landRecords();
  const submit = (...shares: string[]) =>
    call('submitMutation', {
      body: { ...inheritance, heirs: shares.map((share) => heir('4912876502', 'Karim Mia', share)) },
    });
  const { refusal, body } = await submit('1/2', '1/4');
  assert.equal(refusal, 'shares-incomplete');
  assert.match(String(body.detail), /3\/4/);
  assert.equal((await submit('1/1', '1/0')).refusal, 'shares-incomplete');
  assert.equal((await submit()).refusal, 'shares-incomplete');
});

test('a rejection needs a reason and leaves the khatian as it was', async () => {
  const { call } = landRecords();
  const { mutationId } = (await call('submitMutation', { body: inheritance })).body;
  const path = { mutationId: String(mutationId) };
  const body = { decision: 'reject', order: 'AC-1' };
  assert.equal((await call('decideMutation', { path, body })).refusal, 'reason-missing');
  const reason = { bn: 'x', en: 'A sister is left out.' };
  assert.equal((await call('decideMutation', { path, body: { ...body, reason } })).body.status, 'rejected');
  const { body: khatian } = await call('getKhatian', { path: { khatian: FATHERS_LAND } });
  assert.deepEqual([khatian.status, khatian.remark], ['clear', null]);
  assert.equal((await call('submitMutation', { body: inheritance })).status, 201);
});

test('a disputed khatian changes by an order of the court only, which ends the dispute', async () => {
  const { call } = landRecords();
  const applicant = { nid: '4112876517', name: { bn: 'x', en: 'Wahidul Islam' }, mobile: '+8801612345617' };
  const sale = { khatian: '404147-0512', cause: 'sale', applicant, deed: 'D-1' };
  assert.equal((await call('submitMutation', { body: sale })).refusal, 'disputed');
  const order = { khatian: '404147-0512', cause: 'court-order', applicant };
  assert.equal((await call('submitMutation', { body: order })).refusal, 'proof-missing');
  const { mutationId } = (await call('submitMutation', { body: { ...order, courtOrder: 'TS-1' } })).body;
  const path = { mutationId: String(mutationId) };
  const { body } = await call('decideMutation', { path, body: { decision: 'approve', order: 'AC-1' } });
  assert.equal((await call('getKhatian', { path: { khatian: String(body.newKhatian) } })).body.status, 'clear');
});

test('an application goes through its stages to a hearing within the time of the law', async () => {
  const { call, advance } = landRecords();
  const { mutationId } = (await call('submitMutation', { body: inheritance })).body;
  const types = typesOf(await advance(38 * DAY));
  for (const stage of ['field-verified', 'notice-issued', 'hearing']) assert.ok(types.includes(`mutation.${stage}`));
  const { body } = await call('getMutation', { path: { mutationId: String(mutationId) } });
  assert.equal(body.status, 'hearing');
  assert.ok(Number(body.workingDaysLeft) > 0);
});
