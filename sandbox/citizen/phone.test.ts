import assert from 'node:assert/strict';
import test from 'node:test';
import { isObject } from '@dpi/specs/json-value';
import type { TestKey } from '../testing/test-sandbox.ts';
import { type CitizenSandbox, RAHIMA, startCitizenSandbox } from './citizen-sandbox.fixture.ts';

const PHONE = '/phone/rahima-begum';

async function sendSms(sandbox: CitizenSandbox, key: TestKey, text: string): Promise<void> {
  const message = { channel: 'sms', recipient: { mobile: RAHIMA }, language: 'en', text, urgent: true };
  const { status, body } = await sandbox.call(key, 'POST', '/notifications/v1/messages', message);
  assert.ok(status < 300, JSON.stringify(body));
}

test('an SMS that an app sends is on the phone once it has arrived by the clock of the world', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  await sendSms(sandbox, key, 'Come <b>tomorrow</b>');
  assert.doesNotMatch((await sandbox.page(key, PHONE)).text, /tomorrow/);
  await sandbox.advance(key, 10);
  const { status, text, headers } = await sandbox.page(key, PHONE);
  assert.equal(status, 200);
  assert.match(text, /<p class="sms" lang="en">Come &lt;b&gt;tomorrow&lt;\/b&gt;<\/p>/);
  assert.match(text, /New message from GOV INFO/);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
});

test('the one-time password of a service is on the phone, with its sender', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const asked = {
    shiftId: 'shf_01KB2M4E7Q9RS5T6V8W0X1Y101',
    citizen: { nid: '4912876501' },
    scopes: ['allowance-enrolment'],
    proof: 'otp',
    language: 'en',
  };
  const session = await sandbox.call(key, 'POST', '/assisted-access/v1/sessions', asked);
  assert.equal(session.status, 201, JSON.stringify(session.body));
  await sandbox.advance(key, 10);
  const { text } = await sandbox.page(key, PHONE);
  assert.match(text, /<h3>UDC<\/h3>.*Code for the digital centre: 123456/s);
});

test('the SMS of a one-time code says who asks, what for and for which attributes', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const asked = { nid: '4912876501', attributes: ['name', 'father'], purpose: 'Shapla Bank, account', language: 'en' };
  const { status, body } = await sandbox.call(key, 'POST', '/nid-verification/v1/one-time-codes', asked);
  assert.equal(status, 202, JSON.stringify(body));
  await sandbox.advance(key, 10);
  const { text } = await sandbox.page(key, PHONE);
  assert.match(text, /<h3>NID<\/h3>.*Code 123456: Shapla Bank, account\. .*name, name of the father will be given/s);
});

test('a USSD code that is dialled on the phone opens a session of the API', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  await sandbox.advance(key, 3600);
  const dialled = await sandbox.submit(key, `${PHONE}?app=dial`, {
    service: 'ussd-sessions/v1',
    view: 'ussd',
    code: '*333*7#',
  });
  assert.equal(dialled.status, 303, dialled.text);
  assert.equal(dialled.headers.get('location'), `${PHONE}?app=dial`);
  const first = await sandbox.page(key, `${PHONE}?app=dial`);
  assert.match(first.text, /Allowances\. Choose:\n1 Payments/);
  const item = /name="item" value="([^"]+)"/.exec(first.text)?.[1] ?? '';

  const replied = await sandbox.submit(key, `${PHONE}?app=dial`, {
    service: 'ussd-sessions/v1',
    view: 'ussd',
    item,
    action: 'reply',
    value: '2',
  });
  assert.equal(replied.status, 303, replied.text);
  const { body } = await sandbox.call(key, 'GET', `/ussd-sessions/v1/sessions/${item}`);
  assert.ok(isObject(body));
  assert.deepEqual([body.status, body.screen, body.text], ['open', 'grievance', 'Write what happened.']);

  const sent = await sandbox.call(key, 'POST', `/ussd-sessions/v1/sessions/${item}/inputs`, { value: 'No money' });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const last = await sandbox.page(key, `${PHONE}?app=dial`);
  assert.match(last.text, /Received, thank you\./);
  assert.doesNotMatch(last.text, /name="value"/);
  assert.doesNotMatch((await sandbox.page(key, `${PHONE}?app=dial&closed=${item}`)).text, /Received/);
});

test('a refusal of the service is shown in the language of the page', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const fields = { service: 'ussd-sessions/v1', view: 'ussd', code: '*333*999#' };
  const english = await sandbox.submit(key, `${PHONE}?app=dial`, fields);
  assert.equal(english.status, 404);
  assert.match(english.text, /<p role="alert">[A-Z]/);
  const bangla = await sandbox.submit(key, `/bn${PHONE}?app=dial`, fields);
  assert.match(bangla.text, /<html lang="bn">.*<p role="alert">[\u0980-\u09ff]/s);
});

test('a team does not see or touch what is on the phone of another', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const [key, other] = [await sandbox.newKey(), await sandbox.newKey()];
  await sendSms(sandbox, key, 'For one team');
  const opened = await sandbox.call(key, 'POST', '/ussd-sessions/v1/sessions', {
    mobile: RAHIMA,
    shortCode: '*333*7#',
    language: 'en',
    device: 'smartphone',
  });
  assert.ok(isObject(opened.body));
  await sandbox.advance(key, 5);
  await sandbox.advance(other, 5);
  for (const stranger of [other, null]) assert.doesNotMatch((await sandbox.page(stranger, PHONE)).text, /For one team/);
  const item = String(opened.body.sessionId);
  const fields = { service: 'ussd-sessions/v1', view: 'ussd', item, action: 'end' };
  assert.equal((await sandbox.submit(other, PHONE, fields)).status, 409);
  assert.equal((await sandbox.submit(key, '/phone/karim-mia', fields)).status, 409, 'it is not his phone');
  assert.equal((await sandbox.submit(key, PHONE, fields)).status, 303);
});

test('callers without a team see the demo world of their address', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const demo = { secret: 'DEMO_KEY', id: '', token: '' };
  const opened = await sandbox.call(demo, 'POST', '/ussd-sessions/v1/sessions', {
    mobile: RAHIMA,
    shortCode: '*333*7#',
    language: 'en',
    device: 'smartphone',
  });
  assert.equal(opened.status, 201, JSON.stringify(opened.body));
  const { text } = await sandbox.page(null, `${PHONE}?app=dial`);
  assert.match(text, /Allowances\. Choose/);
  assert.match(text, /demo world/);
});

test('a form that another site sends changes nothing', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  await sandbox.advance(key, 3600);
  const fields = { service: 'ussd-sessions/v1', view: 'ussd', code: '*333*7#' };
  for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://elsewhere.example' }, {}] as Record<
    string,
    string
  >[]) {
    assert.equal((await sandbox.submit(key, PHONE, fields, headers)).status, 403, JSON.stringify(headers));
  }
  assert.doesNotMatch((await sandbox.page(key, `${PHONE}?app=dial`)).text, /Allowances\. Choose/);
});

test('a person whom nobody knows has no phone', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  assert.equal((await sandbox.page(null, '/phone/nobody')).status, 404);
  assert.equal((await sandbox.page(null, '/phone/%3Cscript%3E')).status, 404);
  const { text } = await sandbox.page(null, '/phone/mim-akter');
  assert.match(text, /Mim Akter has no phone/);
  assert.match((await sandbox.page(null, '/bn/phone')).text, /href="\/bn\/phone\/rahima-begum">রহিমা বেগম/);
});

test('a page that has not changed is not sent again', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const ask = async () => {
    const etag = (await sandbox.page(key, PHONE)).headers.get('etag') ?? '';
    return (await sandbox.page(key, PHONE, { 'If-None-Match': etag })).status;
  };
  // The minute on the phone may change between two requests, but not twice.
  assert.ok([await ask(), await ask()].includes(304));
  const etag = (await sandbox.page(key, PHONE)).headers.get('etag') ?? '';
  await sendSms(sandbox, key, 'News');
  await sandbox.advance(key, 10);
  assert.equal((await sandbox.page(key, PHONE, { 'If-None-Match': etag })).status, 200);
});

test('a link opens the pages of one person on a device that is not signed in', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  await sendSms(sandbox, key, 'For one team');
  await sandbox.advance(key, 10);
  const shared = await sandbox.submit(key, `${PHONE}/share`, {});
  const [, link = '', code = ''] = /<output>([^<#]+)#([^<]+)<\/output>/.exec(shared.text) ?? [];
  assert.equal(link, `http://dpi.test${PHONE}/open`, 'the code is behind the #, where no server sees it');
  assert.equal((await sandbox.page(null, `${PHONE}/open`)).status, 200);

  const opened = await sandbox.submit(null, `${PHONE}/open`, { code });
  assert.equal(opened.status, 303, opened.text);
  const cookie = opened.headers.get('set-cookie') ?? '';
  assert.match(cookie, /; HttpOnly; SameSite=Strict/);
  const device = { Cookie: cookie.split(';')[0] ?? '' };
  const seen = await sandbox.page(null, PHONE, device);
  assert.match(seen.text, /For one team/);
  assert.doesNotMatch(seen.text, /\/share"/, 'whoever was let in lets nobody in');
  assert.match(
    (await sandbox.page(null, '/phone/karim-mia', device)).text,
    /demo world/,
    'of another person it opens nothing',
  );
  const left = await sandbox.submit(null, `${PHONE}/leave`, {}, { ...device, 'Sec-Fetch-Site': 'same-origin' });
  assert.match(left.headers.get('set-cookie') ?? '', /=; .*Max-Age=0/);

  for (const wrong of [`${code}x`, code.replace(/^./, 'x'), '', (device.Cookie ?? '').split('=')[1] ?? '']) {
    assert.equal((await sandbox.submit(null, `${PHONE}/open`, { code: wrong })).status, 403, wrong);
  }
  assert.equal((await sandbox.submit(null, '/phone/karim-mia/open', { code })).status, 403, 'it is of another person');
  assert.equal((await sandbox.submit(null, `${PHONE}/share`, {})).status, 401, 'a demo world has no links');
});

test('a session that is over is said to be, and shows no other world', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const { status, text } = await sandbox.page({ ...key, token: `${key.token}x` }, PHONE);
  assert.equal(status, 401);
  assert.match(text, /Sign in to your team/);
});
