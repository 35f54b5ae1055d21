import assert from 'node:assert/strict';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { canonicalJson } from '@dpi/specs/canonical-json';
import { isObject, type JsonObject, objectsIn, stringsIn } from '@dpi/specs/json-value';
import type { CheckedRequest } from './service-behaviour.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const SERVICES = ['data-exchange', 'consent-manager', 'social-registry', 'land-records'];
const catalogue = await loadCatalogue({ services: SERVICES });
const RAHIMA = '4912876501';
const BAND = { subsystem: 'BD/GOV/a2i/assisted-access', service: 'BD/GOV/dss/registry/getBand' };
const KHATIAN = { subsystem: 'BD/COM/shapla-bank/onboarding', service: 'BD/GOV/land-ministry/records/getKhatian' };

function platform() {
  let now = Date.parse('2026-11-29T20:00:00+06:00');
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => now });
  const call = async (service: string, operation: string, request: Partial<CheckedRequest>) => {
    now += 1000;
    const outcome = await worlds.answer({
      world: 'a',
      service,
      version: 'v1',
      operation,
      requestId: 'req_1',
      request: { path: {}, query: {}, header: {}, body: undefined, ...request },
    });
    return { ...outcome, body: isObject(outcome.body) ? outcome.body : {} };
  };
  const agreed = async (items: string[], more: JsonObject = {}) => {
    const purpose = { code: 'credit-assessment', bn: 'ঋণের মূল্যায়ন', en: 'Assess a loan' };
    const period = { from: '2026-11-29', to: '2026-12-05' };
    const body = { citizen: { nid: RAHIMA }, purpose, items, period, ...more };
    const asked = await call('consent-manager', 'createConsentRequest', { body });
    const path = { requestId: asked.body.requestId };
    const { body: decided } = await call('consent-manager', 'decideForCitizen', {
      path,
      body: { decision: 'approve' },
    });
    return String(decided.consent);
  };
  const send = (body: JsonObject) => call('data-exchange', 'callService', { body });
  const band = (consent: string, nid = RAHIMA) => send({ ...BAND, consent, payload: { nid } });
  return { worlds, call, agreed, send, band };
}

test('a call is answered under a consent, and no more once the citizen revokes it', async () => {
  const { call, agreed, band } = platform();
  const consent = await agreed(['social.household']);
  assert.deepEqual((await band(consent)).body.payload, { registered: true, band: 'extreme' });
  await call('consent-manager', 'revokeConsent', { path: { consentId: consent } });
  const refused = await band(consent);
  assert.deepEqual([refused.status, refused.refusal], [403, 'consent-ended']);
  const { body } = await call('consent-manager', 'listConsentEvents', { path: { consentId: consent } });
  assert.deepEqual(
    objectsIn(body.items).map(({ event, actor, allowed }) => [event, actor, allowed]),
    [
      ['verified', 'dss', false],
      ['revoked', 'citizen', undefined],
      ['verified', 'dss', true],
      ['approved', 'citizen', undefined],
      ['requested', 'a2i', undefined],
    ],
  );
});

test('a consent opens what it covers, for whom it was given, and as often as it says', async () => {
  const { agreed, band } = platform();
  const narrow = await agreed(['identity.name']);
  assert.equal((await band(narrow)).refusal, 'consent-too-narrow');
  const once = await agreed(['social.household'], { use: { mode: 'view', fetchType: 'once' } });
  assert.equal((await band(once, '4912876502')).refusal, 'consent-of-another');
  assert.equal((await band(once)).status, 200);
  assert.equal((await band(once)).refusal, 'consent-used-up');
  assert.equal((await band('cns_00000000000000000000000000')).refusal, 'no-consent');
  const bank = await agreed(['social.household'], { recipient: 'shapla-bank' });
  assert.equal((await band(bank)).refusal, 'consent-to-another');
});

test('a service is open once its owner has granted access', async () => {
  const { call, agreed, send } = platform();
  const consent = await agreed(['land.holdings'], { recipient: 'shapla-bank' });
  const message = { ...KHATIAN, consent, payload: { nid: RAHIMA } };
  assert.equal((await send(message)).refusal, 'no-access');
  const purpose = 'Check ownership before a loan on land is given.';
  const ask = () =>
    call('data-exchange', 'requestAccess', { body: { ...KHATIAN, purpose, agreement: 'AGR-2026-118' } });
  const decide = (accessId: unknown, decision: string) =>
    call('data-exchange', 'decideAccess', { path: { accessId: String(accessId) }, body: { decision } });
  const first = await ask();
  assert.equal((await ask()).refusal, 'asked-before');
  assert.equal((await decide(first.body.accessId, 'refuse')).body.status, 'refused');
  assert.equal((await send(message)).refusal, 'no-access');
  const second = await ask();
  assert.equal((await decide(second.body.accessId, 'grant')).body.status, 'granted');
  assert.equal((await decide(second.body.accessId, 'grant')).refusal, 'decided-before');
  assert.deepEqual((await send(message)).body.payload, { khatians: ['554994-0218'] });
});

test('the log and the signed receipts tell of the calls of the team', async () => {
  const { call, agreed, band } = platform();
  const { body } = await band(await agreed(['social.household']));
  const log = await call('data-exchange', 'listMessages', { query: { date: '2026-11-29' } });
  const [newest] = objectsIn(log.body.items);
  assert.equal(newest?.messageId, body.messageId);
  const { body: receipt } = await call('data-exchange', 'getBusReceipt', { path: { messageId: body.messageId } });
  const { signatures, ...signed } = receipt;
  const payload = Buffer.from(canonicalJson(signed)).toString('base64url');
  for (const [index, memberCode] of ['a2i', 'dss'].entries()) {
    const [header = '', , signature = ''] = (stringsIn(signatures)[index] ?? '').split('.');
    const [key] = objectsIn((await call('data-exchange', 'getMember', { path: { memberCode } })).body.keys);
    const proof = {
      key: createPublicKey({ key: key as JsonWebKey, format: 'jwk' }),
      dsaEncoding: 'ieee-p1363',
    } as const;
    assert.ok(verify('sha256', Buffer.from(`${header}.${payload}`), proof, Buffer.from(signature, 'base64url')));
  }
});
