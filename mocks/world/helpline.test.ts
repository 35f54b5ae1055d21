import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inService, servicesOf, typesOf } from './services.fixture.ts';

const begin = await servicesOf('helpline');
const DAY = 86_400_000;
const helpline = () => inService(begin(), 'helpline');
const RAHIMA = '+8801712345601';
const SHAHIN = '+8801312345619';
const question = { mobile: RAHIMA, topic: 'land', text: 'When will it be decided?', language: 'en' };

test('the chatbot answers from an article in the language of the question, or offers a person', async () => {
  const { call } = helpline();
  const say = async (text: string, more: object = {}) =>
    (await call('sendMessage', { body: { text, language: 'en', channel: 'chat', ...more } })).body;
  const known = await say('What does birth registration cost?');
  assert.deepEqual(known.articles, ['birth-registration-fee']);
  assert.match(String(known.text), /BDT 25/);
  const unclear = await say('What about my paper?');
  assert.equal(unclear.next, 'person');
  assert.equal((await say('yes', { conversationId: unclear.conversationId })).next, 'form');
  assert.equal((await say('yes')).next, 'person');
  assert.equal((await say('There is a fire')).next, 'emergency');
});

test('a ticket is taken, answered before its time is over, and closed', async () => {
  const { call, advance } = helpline();
  const { body: made } = await call('openTicket', { body: question });
  assert.equal((await call('openTicket', { body: question })).refusal, 'ticket-open');
  const path = { ticketId: String(made.ticketId) };
  const status = async () => (await call('getTicket', { path })).body.status;
  await advance(DAY / 24);
  assert.equal(await status(), 'assigned');
  const transfer = () => call('transferTicket', { path, body: { agency: 'land-ministry', note: 'Please' } });
  assert.equal((await transfer()).body.status, 'transferred');
  assert.equal((await transfer()).refusal, 'already-there');
  assert.ok(typesOf(await advance(2 * DAY)).includes('ticket.answered'));
  assert.equal(await status(), 'answered');
  assert.equal((await transfer()).refusal, 'answered');
  assert.equal((await call('openTicket', { body: question })).status, 201);
  await advance(4 * DAY);
  assert.equal(await status(), 'closed');
});

test('a call-back reaches a person, or is given up for the day after three tries', async () => {
  const { call, advance } = helpline();
  const ask = (mobile: string, day = '2026-11-30') =>
    call('requestCallBack', {
      body: { mobile, from: `${day}T09:00:00+06:00`, to: `${day}T12:00:00+06:00`, language: 'bn' },
    });
  const { body: hers } = await ask(RAHIMA);
  const { body: his } = await ask(SHAHIN);
  assert.ok(typesOf(await advance(1 * DAY)).includes('callback.done'));
  const read = async (id: unknown) => (await call('getCallBack', { path: { callBackId: String(id) } })).body;
  assert.equal((await read(hers.callBackId)).status, 'talked');
  const { status, tries } = await read(his.callBackId);
  assert.deepEqual([status, tries], ['not-reached', 3]);
  assert.equal((await ask(SHAHIN, '2026-12-01')).status, 201);
});
