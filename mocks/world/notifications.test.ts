import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const catalogue = await loadCatalogue({ services: ['notifications'] });
const RAHIMA = '+8801712345601';
const RAFIQUL = '+8801812345609';
const SHAHIN = '+8801312345619';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function platform(at = '2026-11-29T20:00:00+06:00') {
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => Date.parse(at) });
  const call = async (operation: string, request: { path?: JsonObject; body?: JsonObject }): Promise<JsonObject> => {
    const { path = {}, body } = request;
    const { status, body: answer } = await worlds.answer({
      world: 'a',
      service: 'notifications',
      version: 'v1',
      operation,
      request: { path, query: {}, header: {}, body },
      requestId: 'req_1',
    });
    assert.ok(isObject(answer));
    return { status, ...answer };
  };
  const send = (mobile: string, more: JsonObject = {}) =>
    call('sendMessage', {
      body: { channel: 'sms', recipient: { mobile }, language: 'en', text: 'Come tomorrow.', ...more },
    });
  const read = (id: JsonValue | undefined) => call('getMessage', { path: { messageId: id } });
  return { worlds, call, send, read };
}

test('a message is handed to the operator, arrives, and the webhook tells of it', async () => {
  const { worlds, send, read } = platform();
  const { id } = await send(RAHIMA);
  const entries = await worlds.advance('a', MINUTE);
  assert.equal((await read(id)).status, 'delivered');
  const emitted = entries.flatMap((entry) => entry.emitted).filter(({ data }) => isObject(data) && data.id === id);
  assert.deepEqual(
    emitted.map(({ webhook, type, data }) => ({ webhook, type, data })),
    [
      {
        webhook: 'messageFinished',
        type: 'message.delivered',
        data: { id, channel: 'sms', status: 'delivered', failure: null },
      },
    ],
  );
});

test('a message at night waits for the morning of the world, unless it is urgent', async () => {
  const { worlds, call, send, read } = platform('2026-11-30T03:00:00+06:00');
  const { id, status, sendAt } = await send(RAHIMA);
  assert.deepEqual([status, sendAt], ['scheduled', '2026-11-30T08:00:00+06:00']);
  assert.equal((await send(RAHIMA, { urgent: true })).status, 'queued');
  const cancelled = await send(RAHIMA);
  const cancel = { path: { messageId: cancelled.id } };
  assert.equal((await call('cancelMessage', cancel)).status, 'cancelled');
  await worlds.advance('a', 5 * HOUR + MINUTE);
  assert.equal((await read(id)).status, 'delivered');
  assert.equal((await read(cancelled.id)).status, 'cancelled');
  assert.equal((await call('cancelMessage', { path: { messageId: id } })).status, 409);
});

test('a person who has opted out gets urgent messages only, until they opt in', async () => {
  const { call, send } = platform();
  assert.equal((await send(RAFIQUL)).status, 409);
  assert.equal((await send(RAFIQUL, { urgent: true })).status, 'queued');
  assert.equal((await send(RAFIQUL, { channel: 'push' })).status, 'queued');
  await call('updateOptOut', { body: { mobile: RAFIQUL, channels: [] } });
  assert.equal((await send(RAFIQUL)).status, 'queued');
  await call('updateOptOut', { body: { mobile: RAHIMA, channels: ['sms'] } });
  assert.equal((await send(RAHIMA)).status, 409);
  const { optedOut, since } = await call('findOptOut', { body: { mobile: RAHIMA } });
  assert.deepEqual([optedOut, since], [true, '2026-11-29T20:00:00+06:00']);
});

test('a message that waits for the morning is not sent to a person who opts out meanwhile', async () => {
  const { worlds, call, send, read } = platform('2026-11-29T23:00:00+06:00');
  const { id } = await send(RAHIMA);
  await call('updateOptOut', { body: { mobile: RAHIMA, channels: ['sms'] } });
  await worlds.advance('a', 10 * HOUR);
  const { status, failure } = await read(id);
  assert.deepEqual([status, failure], ['failed', 'rejected']);
});

test('a phone that is never reached fails: an SMS after 48 hours, a call at once and free of charge', async () => {
  const { worlds, send, read } = platform();
  const sms = await send(SHAHIN);
  const voice = await send(SHAHIN, { channel: 'voice' });
  await worlds.advance('a', HOUR);
  assert.equal((await read(sms.id)).status, 'sent');
  const { status, failure, cost } = await read(voice.id);
  assert.deepEqual([status, failure, cost], ['failed', 'no-answer', { amount: '0.00', currency: 'BDT' }]);
  await worlds.advance('a', 48 * HOUR);
  assert.equal((await read(sms.id)).failure, 'expired');
});

test('parts and cost are those of the text with its values', async () => {
  const { send } = platform();
  const { parts, encoding, cost } = await send(RAHIMA, { text: `${'a'.repeat(300)}[1]` });
  assert.deepEqual([parts, encoding, cost], [2, 'GSM-7', { amount: '0.70', currency: 'BDT' }]);
  const template = { id: 'tpl_allowance_paid', values: { amount: '১,৯৫০' } };
  assert.equal((await send(RAHIMA, { text: undefined, template })).encoding, 'UCS-2');
});

test('a template can be used when it is approved, on the next working day; advertising is refused', async () => {
  const { worlds, call, send } = platform();
  const submit = (name: string, en: string) =>
    call('submitTemplate', { body: { name, texts: { bn: '{date} তারিখে আসুন।', en } } });
  const { id } = await submit('Come on a day', 'Come on {date}.');
  const offer = await submit('Sale of the day', 'Sale on {date}: 20 % off!');
  assert.equal(id, 'tpl_come_on_a_day');
  const use = { template: { id, values: { date: '1 December' } }, text: undefined };
  assert.equal((await send(RAHIMA, use)).status, 422);
  await worlds.advance('a', 24 * HOUR);
  assert.equal((await send(RAHIMA, use)).status, 'queued');
  const { status, reason } = await call('getTemplate', { path: { templateId: offer.id } });
  assert.deepEqual([status, reason], ['refused', 'Advertising is not allowed.']);
});
