import assert from 'node:assert/strict';
import test from 'node:test';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import type { TestKey } from '../testing/test-sandbox.ts';
import { type CitizenSandbox, startCitizenSandbox } from './citizen-sandbox.fixture.ts';

const PAGE = '/citizen/rahima-begum';
const WANTED = {
  citizen: { nid: '4912876501' },
  recipient: 'shapla-bank',
  purpose: { code: 'credit-assessment', bn: 'কৃষি ঋণের মূল্যায়ন', en: 'Assess a loan for a farm' },
  items: ['identity.name', 'payments.statement'],
};
const REQUESTS = '/consent-manager/v1/consent-requests';

async function object(answer: Promise<{ status: number; body: unknown }>): Promise<JsonObject> {
  const { status, body } = await answer;
  assert.ok(status < 300 && isObject(body), JSON.stringify(body));
  return body;
}

async function ask(sandbox: CitizenSandbox, key: TestKey): Promise<string> {
  const clock = await (
    await fetch(`${sandbox.url}/api/v1/world/clock`, { headers: { Authorization: `Bearer ${key.token}` } })
  ).json();
  const today = String(isObject(clock) ? clock.now : '').slice(0, 10);
  const made = await object(sandbox.call(key, 'POST', REQUESTS, { ...WANTED, period: { from: today, to: today } }));
  return String(made.requestId);
}

const decision = (item: string, action: string, items: string[] = []): [string, string][] => [
  ['service', 'consent-manager/v1'],
  ['view', 'requests'],
  ['item', item],
  ['action', action],
  ...items.map((id): [string, string] => ['items[]', id]),
];

test('a consent that is refused on the page is refused for the app', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const id = await ask(sandbox, key);
  assert.match(
    (await sandbox.page(key, PAGE)).text,
    /Shapla Bank asks for data.*Assess a loan for a farm.*Account statement/s,
  );
  assert.match((await sandbox.page(key, `/bn${PAGE}`)).text, /শাপলা ব্যাংক তথ্য চাইছে.*কৃষি ঋণের মূল্যায়ন/s);

  assert.equal((await sandbox.submit(key, PAGE, decision(id, 'refuse'))).status, 303);
  assert.equal((await object(sandbox.call(key, 'GET', `${REQUESTS}/${id}`))).status, 'refused');
  assert.doesNotMatch((await sandbox.page(key, PAGE)).text, /Assess a loan for a farm/);

  const team = async (path: string) => {
    const headers = { Authorization: `Bearer ${key.token}` };
    return JSON.stringify(await (await fetch(`${sandbox.url}/api/v1${path}`, { headers })).json());
  };
  assert.match(await team('/world/timeline'), /"type":"consent.refused"/, 'the webhook goes out');
  assert.match(await team('/requests'), /"operationId":"decideForCitizen"/, 'the log of the team has the call');

  const again = await sandbox.submit(key, PAGE, decision(id, 'approve', WANTED.items));
  assert.equal(again.status, 409, 'the operation itself refuses');
  assert.match(again.text, /<p role="alert">The citizen has answered: refused/);
});

test('a part of what is asked for can be agreed to, and revoked', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const id = await ask(sandbox, key);
  const nothing = await sandbox.submit(key, PAGE, decision(id, 'approve'));
  assert.equal(nothing.status, 422, 'to agree to nothing is no agreement');

  assert.equal((await sandbox.submit(key, PAGE, decision(id, 'approve', ['identity.name']))).status, 303);
  const { consent } = await object(sandbox.call(key, 'GET', `${REQUESTS}/${id}`));
  const given = await object(sandbox.call(key, 'GET', `/consent-manager/v1/consents/${consent}`));
  assert.deepEqual(given.items, ['identity.name']);

  const check = { consent, items: ['identity.name'], recipient: 'shapla-bank' };
  assert.equal((await object(sandbox.call(key, 'POST', '/consent-manager/v1/consents/verify', check))).allowed, true);
  const fields = { service: 'consent-manager/v1', view: 'consents', item: String(consent), action: 'revoke' };
  assert.equal((await sandbox.submit(key, PAGE, fields)).status, 303);
  assert.equal(
    (await object(sandbox.call(key, 'POST', '/consent-manager/v1/consents/verify', check))).reason,
    'revoked',
  );
  const { text } = await sandbox.page(key, `${PAGE}?app=trail`);
  assert.match(text, /Not allowed.*Election Commission.*Allowed/s, 'both checks are told, the newest first');
});

test('the locker and the applications of a person are shown as they are', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  assert.match(
    (await sandbox.page(key, `${PAGE}?app=documents`)).text,
    /Birth certificate.*Office of the Registrar General/s,
  );
  assert.match((await sandbox.page(key, `/bn${PAGE}?app=applications`)).text, /বিধবা ভাতা.*অনুমোদিত.*WIDOW-2026-0004217/s);
  const number = 'HEALTH-2026-0011023';
  await object(sandbox.call(key, 'POST', `/applications/v1/applications/${number}/decision`, { decision: 'approve' }));
  const { text } = await sandbox.page(key, `${PAGE}?app=applications`);
  assert.match(text, new RegExp(`Health card</h3><span class="badge ">Approved</span></div>\\s*<p><code>${number}`));
});

test('a payment that is asked for is paid or declined on the page', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const path = '/fund-transfer/v1/payment-requests';
  const ids: string[] = [];
  for (const note of ['Seed', 'Rent']) {
    const wanted = {
      payee: { account: '1012300456707' },
      payer: { account: '1012300456701' },
      amount: { amount: '250.00', currency: 'BDT' },
      note,
    };
    ids.push(String((await object(sandbox.call(key, 'POST', path, wanted))).requestId));
  }
  const { text } = await sandbox.page(key, `${PAGE}?app=payments`);
  assert.match(text, /Abdul Halim asks for BDT 250.*(Rent|Seed)/s);
  assert.match((await sandbox.page(key, `/bn${PAGE}?app=payments`)).text, /আব্দুল হালিম ২৫০ BDT চাইছে/);
  for (const [index, action] of ['pay', 'decline'].entries()) {
    const fields = { service: 'fund-transfer/v1', view: 'paymentRequests', item: ids[index] ?? '', action };
    assert.equal((await sandbox.submit(key, `${PAGE}?app=payments`, fields)).status, 303);
  }
  const states = await Promise.all(
    ids.map(async (id) => (await object(sandbox.call(key, 'GET', `${path}/${id}`))).status),
  );
  assert.deepEqual(states, ['paid', 'declined']);
  const { text: after } = await sandbox.page(key, `${PAGE}?app=payments`);
  assert.match(after, /Nobody asks for money now.*Earlier requests/s);
});

test('nobody decides for the people of another world, or of another page', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const [key, other] = [await sandbox.newKey(), await sandbox.newKey()];
  const id = await ask(sandbox, key);
  for (const [who, path] of [
    [other, PAGE],
    [null, PAGE],
    [key, '/citizen/karim-mia'],
  ] as const) {
    assert.equal((await sandbox.submit(who, path, decision(id, 'approve', WANTED.items))).status, 409);
  }
  assert.equal(
    (await sandbox.submit(key, PAGE, decision(id, 'refuse'), { 'Sec-Fetch-Site': 'cross-site' })).status,
    403,
  );
  assert.equal((await object(sandbox.call(key, 'GET', `${REQUESTS}/${id}`))).status, 'pending');
});

test('forms that no page has are refused', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const id = await ask(sandbox, key);
  const all: Record<string, string>[] = [
    {},
    { service: 'consent-manager/v1' },
    { service: 'consent-manager/v1', view: 'toString', item: id, action: 'approve' },
    { service: 'consent-manager/v1', view: 'requests', item: id, action: 'constructor' },
    { service: 'consent-manager/v1', view: 'requests', item: id },
    { service: 'ussd-sessions/v1', view: 'ussd' },
    { service: 'ussd-sessions/v1', view: 'ussd', code: '*'.repeat(5000) },
    { service: 'constructor', view: '__proto__', __proto__: 'x', item: '../..', action: '' },
  ];
  for (const fields of all) {
    const { status } = await sandbox.submit(key, PAGE, fields);
    assert.ok(status >= 400 && status < 500, `${JSON.stringify(fields)}: ${status}`);
  }
  const large = await sandbox.submit(key, PAGE, { ...all[1], value: 'x'.repeat(2 * 1024 * 1024) });
  assert.equal(large.status, 413);
  assert.deepEqual(sandbox.troubles, []);
});

test('a person whom a team has added to its world has a phone and a page there, and nowhere else', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const response = await fetch(`${sandbox.url}/api/v1/world/people`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      name: { en: 'Shirin Sultana', bn: 'শিরিন সুলতানা' },
      birthDate: '1994-02-11',
      gender: 'female',
      place: '6091',
    }),
  });
  const { id, identifiers } = (await response.json()) as { id: string; identifiers: Record<string, string> };
  const message = {
    channel: 'sms',
    recipient: { mobile: identifiers.mobile },
    language: 'en',
    text: 'Welcome',
    urgent: true,
  };
  assert.ok((await sandbox.call(key, 'POST', '/notifications/v1/messages', message)).status < 300);
  await sandbox.advance(key, 10);
  assert.match((await sandbox.page(key, `/phone/${id}`)).text, /Welcome/);
  assert.match((await sandbox.page(key, `/citizen/${id}`)).text, /Shirin Sultana/);
  assert.match((await sandbox.page(key, '/bn/phone')).text, /শিরিন সুলতানা/);
  assert.equal((await sandbox.page(await sandbox.newKey(), `/phone/${id}`)).status, 404);
  assert.equal((await sandbox.page(null, `/citizen/${id}`)).status, 404);
});
