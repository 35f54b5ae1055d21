import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject, objectsIn } from '@dpi/specs/json-value';
import type { CheckedRequest } from './service-behaviour.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const catalogue = await loadCatalogue({ services: ['consent-manager'] });
const DAY = 86_400_000;
const RAHIMA = '4912876501';
const RAFIQUL = '9112876509';
const ALLOWANCE = { code: 'benefit-eligibility', bn: 'বিধবা ভাতার যোগ্যতা যাচাই', en: "Check the widow's allowance" };

function platform() {
  let now = Date.parse('2026-11-29T20:00:00+06:00');
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => now });
  const call = async (operation: string, request: Partial<CheckedRequest>) => {
    const outcome = await worlds.answer({
      world: 'a',
      service: 'consent-manager',
      version: 'v1',
      operation,
      requestId: 'req_1',
      request: { path: {}, query: {}, header: {}, body: undefined, ...request },
    });
    return { ...outcome, body: isObject(outcome.body) ? outcome.body : {} };
  };
  const ask = (nid: string, more: JsonObject = {}) => {
    const period = { from: '2026-11-29', to: '2026-12-05' };
    const body = {
      citizen: { nid },
      purpose: ALLOWANCE,
      items: ['identity.name', 'social.household'],
      period,
      ...more,
    };
    return call('createConsentRequest', { body });
  };
  const decide = (requestId: unknown, body: JsonObject) =>
    call('decideForCitizen', { path: { requestId: String(requestId) }, body });
  const agreed = async (more: JsonObject = {}, decision: JsonObject = {}) => {
    const { body } = await ask(RAHIMA, more);
    return String((await decide(body.requestId, { decision: 'approve', ...decision })).body.consent);
  };
  const check = async (consent: string, more: JsonObject = {}) => {
    const { body } = await call('verifyConsent', { body: { consent, items: ['social.household'], ...more } });
    return body.allowed === true ? 'allowed' : body.cause;
  };
  const trail = async (consentId: string) => {
    const { body } = await call('listConsentEvents', { path: { consentId } });
    return objectsIn(body.items).map(
      ({ event, actor, allowed }) => `${event}${allowed === false ? ' in vain' : ''} by ${actor}`,
    );
  };
  const advance = async (milliseconds: number) => {
    const entries = await worlds.advance('a', milliseconds);
    return entries.flatMap(({ emitted }) => emitted.map(({ type }) => type));
  };
  return { call, ask, decide, agreed, check, trail, advance, pass: (by: number) => (now += by) };
}

test('data may be handed out from the approval to the revocation, and the trail tells all that happened', async () => {
  const { call, agreed, check, trail, pass } = platform();
  const consent = await agreed();
  pass(1000);
  assert.equal(await check(consent, { recipient: 'dss' }), 'other-agency');
  pass(10);
  assert.equal(await check(consent, { nid: RAHIMA, recipient: 'a2i' }), 'allowed');
  pass(1000);
  const revoked = await call('revokeConsent', { path: { consentId: consent } });
  assert.deepEqual([revoked.status, revoked.emitted[0]?.type], [200, 'consent.revoked']);
  pass(1000);
  assert.equal(await check(consent), 'revoked');
  assert.equal((await call('revokeConsent', { path: { consentId: consent } })).refusal, 'revoked-before');
  assert.deepEqual(await trail(consent), [
    'verified in vain by dss',
    'revoked by citizen',
    'verified by dss',
    'verified in vain by dss',
    'approved by citizen',
    'requested by a2i',
  ]);
});

test('a refused request has no consent and is not decided otherwise', async () => {
  const { call, ask, decide } = platform();
  const given = async () => objectsIn((await call('listConsents', { body: { nid: RAHIMA } })).body.items).length;
  const before = await given();
  const { requestId } = (await ask(RAHIMA)).body;
  const refused = await decide(requestId, { decision: 'refuse' });
  assert.deepEqual([refused.body.status, refused.body.consent], ['refused', null]);
  assert.equal((await decide(requestId, { decision: 'refuse' })).status, 200);
  assert.equal((await decide(requestId, { decision: 'approve' })).refusal, 'answered-otherwise');
  assert.equal(await given(), before);
});

test('who never agrees has refused after a moment, and at once when one approves for them', async () => {
  const { call, ask, decide, pass } = platform();
  const [first, second] = [(await ask(RAFIQUL)).body, (await ask(RAFIQUL)).body];
  const read = async ({ requestId }: JsonObject) =>
    (await call('getConsentRequest', { path: { requestId } })).body.status;
  const approved = await decide(first.requestId, { decision: 'approve' });
  assert.deepEqual([approved.status, approved.refusal], [403, 'never-agrees']);
  assert.deepEqual([await read(first), await read(second)], ['refused', 'pending']);
  pass(11_000);
  assert.equal(await read(second), 'refused');
});

test('a consent covers no more than what the citizen agreed to', async () => {
  const { call, agreed, check } = platform();
  const consent = await agreed({}, { items: ['identity.name'] });
  assert.equal(await check(consent, { items: ['identity.name'] }), 'allowed');
  assert.equal(await check(consent), 'item');
  assert.equal(await check(consent, { items: ['identity.name'], nid: '4912876502' }), 'other-person');
  assert.equal(await check(consent, { items: ['identity.name'], recipient: 'dss' }), 'other-agency');
  const { body } = await call('getConsent', { path: { consentId: consent } });
  assert.deepEqual(body.items, ['identity.name']);
});

test('the last day of a consent counts whole', async () => {
  const { agreed, check, advance } = platform();
  const consent = await agreed();
  await advance(6 * DAY + 3.9 * 3_600_000);
  assert.equal(await check(consent), 'allowed');
  assert.deepEqual(await advance(3_600_000), ['consent.expired']);
  assert.equal(await check(consent), 'expired');
});

test('a request is open for 48 hours', async () => {
  const { ask, decide, advance } = platform();
  const { requestId } = (await ask(RAHIMA)).body;
  assert.ok((await advance(2 * DAY + 1000)).includes('consent.unanswered'));
  assert.equal((await decide(requestId, { decision: 'approve' })).refusal, 'request-expired');
});

test('data is fetched once, or so often in a time, as the consent says', async () => {
  const { agreed, check, advance } = platform();
  const once = await agreed({ use: { mode: 'view', fetchType: 'once' } });
  assert.equal(await check(once), 'allowed');
  assert.equal(await check(once, { items: ['identity.name'] }), 'allowed', 'another provider');
  assert.equal(await check(once), 'already-fetched');
  const frequency = { times: 2, per: 'hour' };
  const twice = await agreed({ use: { mode: 'view', fetchType: 'periodic', frequency } });
  assert.deepEqual(
    [await check(twice), await check(twice), await check(twice)],
    ['allowed', 'allowed', 'frequency-exceeded'],
  );
  await advance(3_601_000);
  assert.equal(await check(twice), 'allowed');
});

test('a parent agrees for a child, and for nobody else under that consent', async () => {
  const { ask, decide, check } = platform();
  const [salma, mim] = ['4912876512', '20124911876012348'];
  const { requestId } = (await ask(salma, { child: { brn: mim } })).body;
  const consent = String((await decide(requestId, { decision: 'approve' })).body.consent);
  assert.equal(await check(consent, { brn: mim }), 'allowed');
  assert.equal(await check(consent, { nid: salma }), 'other-person');
  assert.equal((await ask(RAHIMA, { child: { brn: mim } })).refusal, 'not-guardian');
  assert.equal((await ask('4912876511', { child: { brn: '19754911876012346' } })).refusal, 'not-guardian');
});

test('a fourth request waits until one of three is answered', async () => {
  const { ask, decide } = platform();
  const [first] = [await ask(RAHIMA), await ask(RAHIMA), await ask(RAHIMA)];
  assert.equal((await ask(RAHIMA)).refusal, 'three-open');
  assert.equal((await ask(RAHIMA, { recipient: 'dss' })).status, 201);
  await decide(first?.body.requestId, { decision: 'refuse' });
  assert.equal((await ask(RAHIMA)).status, 201);
});

test('an artefact is signed with the published key and says what was agreed', async () => {
  const { call, agreed } = platform();
  const consentId = await agreed({ use: { mode: 'store', fetchType: 'once', dataLife: 'P30D' } });
  const { body } = await call('getConsent', { path: { consentId } });
  const [key] = objectsIn((await call('listKeys', {})).body.keys);
  const [header = '', payload = '', signature = ''] = String(body.signature).split('.');
  const proof = { key: createPublicKey({ key: key as JsonWebKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
  assert.ok(verify('sha256', Buffer.from(`${header}.${payload}`), proof, Buffer.from(signature, 'base64url')));
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString());
  assert.deepEqual([said.jti, said.aud, said.items, said.use], [consentId, 'a2i', body.items, body.use]);
  assert.equal(said.exp * 1000, Date.parse('2026-12-05T23:59:59+06:00'));
  assert.ok(!('child' in said));
});
