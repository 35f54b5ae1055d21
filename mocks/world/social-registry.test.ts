import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectsIn } from '@dpi/specs/json-value';
import { inService, servicesOf } from './services.fixture.ts';

const begin = await servicesOf('social-registry', 'consent-manager');
const DAY = 86_400_000;
const KARIM_HOUSEHOLD = 'HH-554994-000217';
const RAHIMA_HOUSEHOLD = 'HH-554994-000218';
const RAHIMA_CONSENT = 'cns_01KB2M4E7Q9RS5T6V8W0X1Y101';

const registry = () => inService(begin(), 'social-registry');

test('a household is read with the consent of a member while it is in force', async () => {
  const { call, advance } = registry();
  const read = (household: string) => call('readHousehold', { body: { household, consent: RAHIMA_CONSENT } });
  const { body } = await read(RAHIMA_HOUSEHOLD);
  assert.deepEqual(
    objectsIn(body.members).map(({ nid }) => nid),
    ['4912876501'],
  );
  assert.equal((await read(KARIM_HOUSEHOLD)).refusal, 'no-consent');
  await advance(60 * DAY);
  assert.equal((await read(RAHIMA_HOUSEHOLD)).refusal, 'no-consent');
});

test('a band is told with the consent of the person only', async () => {
  const { call } = registry();
  const bands = ['extreme'];
  const ask = (nid: string) => call('checkBand', { body: { nid, bands, consent: RAHIMA_CONSENT } });
  assert.equal((await ask('4912876501')).body.eligible, true);
  assert.equal((await ask('4912876502')).refusal, 'no-consent');
});

test('a change waits for a visit and is applied a week later, once', async () => {
  const { call, advance } = registry();
  const body = { household: RAHIMA_HOUSEHOLD, kind: 'disability', proof: 'statement of the union' };
  const { body: made } = await call('requestChange', { body });
  assert.equal(made.status, 'submitted');
  assert.equal((await call('requestChange', { body })).refusal, 'change-open');
  await advance(40 * DAY);
  assert.equal((await call('getChangeRequest', { path: { changeId: String(made.changeId) } })).body.status, 'applied');
});

test('a target group is counted by all criteria, and small groups are not told', async () => {
  const { call } = registry();
  const count = async (criteria: object) =>
    (await call('countTargetGroup', { body: { geocode: '554994', bands: ['extreme'], ...criteria } })).body;
  const all = await count({});
  const byWomen = await count({ femaleHead: true });
  const byMen = Number(all.households) - Number(byWomen.households);
  assert.ok(Number(byWomen.households) > 0 && byMen > 0);
  assert.ok(Number((await count({ femaleHead: true, minimumAge: 62 })).households) < Number(byWomen.households));
  assert.deepEqual(await count({ geocode: '100607' }), {
    households: 0,
    members: 0,
    byUnion: [{ union: 'Kalaskathi', households: 0 }],
  });
  assert.equal((await call('countTargetGroup', { body: { geocode: '559999', bands: ['none'] } })).status, 404);
});
