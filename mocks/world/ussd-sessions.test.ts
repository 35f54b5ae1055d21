import assert from 'node:assert/strict';
import { test } from 'node:test';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('ussd-sessions', 'consent-manager');
const RAHIMA = '+8801712345601';

function platform() {
  const { call, advance } = begin();
  const dial = (mobile = RAHIMA, shortCode = '*333*7#') =>
    call('ussd-sessions', 'openSession', { body: { mobile, shortCode, language: 'en', device: 'feature-phone' } });
  const at = (sessionId: unknown) => ({ path: { sessionId: String(sessionId) } });
  const press = (sessionId: unknown, value: string) =>
    call('ussd-sessions', 'sendInput', { ...at(sessionId), body: { value } });
  return { call, advance, dial, at, press };
}

/** A text for the two languages. */
const text = (en: string) => ({ bn: 'বেছে নিন', en });

test('a menu that a team registers is what its short code shows', async () => {
  const { call, dial, press } = platform();
  const screens = [
    {
      name: 'start',
      text: text('Choose:'),
      options: [{ key: '1', text: text('Size'), target: 'size' }],
      input: 'choice',
    },
    { name: 'size', text: text('How many?'), options: [], input: 'number' },
  ];
  const menu = { shortCode: '*333*42#', name: text('Test'), screens };
  assert.equal((await dial(RAHIMA, '*333*42#')).status, 404);
  assert.equal((await call('ussd-sessions', 'registerMenu', { body: menu })).status, 201);
  assert.equal((await call('ussd-sessions', 'registerMenu', { body: menu })).status, 201);
  const { body } = await dial(RAHIMA, '*333*42#');
  assert.deepEqual([body.text, body.secondsLeft], ['Choose:\n1 Size', 180]);
  assert.equal((await press(body.sessionId, '1')).body.text, 'How many?');
  assert.equal((await press(body.sessionId, 'five')).body.text, 'Digits only.');
  assert.equal((await press(body.sessionId, '5')).body.screen, 'received');
});

test('a screen is measured in each language with its choices', async () => {
  const { call } = platform();
  const register = async (bn: string, en: string) => {
    const screens = [{ name: 'start', text: { bn, en }, options: [], input: 'none' }];
    const menu = { shortCode: '*333*42#', name: text('Test'), screens };
    return (await call('ussd-sessions', 'registerMenu', { body: menu })).status;
  };
  assert.equal(await register('ক'.repeat(80), 'a'.repeat(182)), 201);
  assert.equal(await register('ক'.repeat(81), 'a'), 422);
  assert.equal(await register('ক', 'a'.repeat(183)), 422);
  assert.equal(await register('ক', `${'a'.repeat(100)}৳`), 422);
});

test('three wrong keys in a row end a session', async () => {
  const { dial, press } = platform();
  const { body } = await dial();
  assert.equal((await press(body.sessionId, '9')).body.text, 'Press 1 or 2.\n1 Payments\n2 Grievance');
  await press(body.sessionId, '8');
  assert.equal((await press(body.sessionId, '7')).body.status, 'ended');
  assert.equal((await press(body.sessionId, '1')).status, 409);
});

test('a session times out, is resumed where it stopped, and not after ten minutes', async () => {
  const { call, advance, dial, at, press } = platform();
  const { body } = await dial();
  await press(body.sessionId, '2');
  const events = await advance(31_000);
  assert.ok(events.some(({ type }) => type === 'session.timed-out'));
  assert.equal((await press(body.sessionId, '1')).refusal, 'timed-out');
  const resumed = await call('ussd-sessions', 'resumeSession', at(body.sessionId));
  assert.deepEqual([resumed.body.status, resumed.body.screen], ['resumed', 'grievance']);
  await advance(31_000 + 600_000);
  assert.equal((await call('ussd-sessions', 'resumeSession', at(body.sessionId))).refusal, 'too-late');
});

test('steps tell which keys were pressed, and never what was written', async () => {
  const { call, advance, dial, at, press } = platform();
  const { body } = await dial();
  await advance(7000);
  await press(body.sessionId, '2');
  await advance(12_000);
  await press(body.sessionId, 'private');
  const { body: steps } = await call('ussd-sessions', 'listSteps', at(body.sessionId));
  assert.deepEqual(steps.items, [
    { screen: 'start', key: '2', seconds: 7 },
    { screen: 'grievance', key: null, seconds: 12 },
    { screen: 'received', key: null, seconds: 0 },
  ]);
});

test('nobody dials from a number of a person who has died, or that is suspended', async () => {
  const { dial } = platform();
  assert.equal((await dial('+8801712345618')).refusal, 'person-deceased');
  assert.equal((await dial('+8801912345610')).refusal, 'number-suspended');
});

test('a screen is pushed to whom has consented, in the day only', async () => {
  const { call, advance } = platform();
  const push = async (mobile: string, consent: string) => {
    const body = { mobile, menuId: 'mnu_01KB2M4E7Q9RS5T6V8W0X1Y101', screen: 'start', consent };
    return (await call('ussd-sessions', 'pushScreen', { body })).refusal;
  };
  const consent = 'cns_01KB2M4E7Q9RS5T6V8W0X1Y201';
  assert.equal(await push(RAHIMA, consent), 'quiet-hours');
  await advance(13 * 3_600_000);
  assert.equal(await push(RAHIMA, consent), null);
  assert.equal(await push('+8801812345602', consent), 'consent-missing');
});
