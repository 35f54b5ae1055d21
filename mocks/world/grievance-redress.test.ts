import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsIn } from '@dpi/specs/json-value';
import { inService, servicesOf, typesOf } from './services.fixture.ts';

const begin = await servicesOf('grievance-redress');
const DAY = 86_400_000;
const RAHIMA = { nid: '4912876501', name: { bn: 'রহিমা বেগম', en: 'Rahima Begum' }, mobile: '+8801712345601' };
const ANSWER = { bn: 'দেখা হচ্ছে।', en: 'We are looking into it.' };

function grievances() {
  const world = inService(begin(), 'grievance-redress');
  const file = (person?: typeof RAHIMA) => {
    const said = { office: 'land-ac-554994', category: 'delay', text: 'My mutation is late.', language: 'en' };
    return world.call('fileGrievance', { body: person === undefined ? said : { ...said, person } });
  };
  const answer = (path: { grievanceId: string }, action: string) =>
    world.call('answerGrievance', { path, body: { action, text: ANSWER } });
  const kinds = async (path: { grievanceId: string }) =>
    objectsIn((await world.call('listEvents', { path })).body.items).map(({ kind, by }) => `${kind} ${by}`);
  return { ...world, file, answer, kinds };
}

test('a grievance is accepted, resolved, rated once and appealed', async () => {
  const { call, file, answer, kinds } = grievances();
  const path = { grievanceId: String((await file(RAHIMA)).body.grievanceId) };
  assert.equal((await file(RAHIMA)).refusal, 'grievance-exists');
  assert.equal(
    (await call('appealGrievance', { path, body: { grounds: 'Nobody calls.', language: 'en' } })).refusal,
    'too-early',
  );
  assert.equal((await answer(path, 'accept')).body.status, 'accepted');
  assert.equal((await answer(path, 'accept')).refusal, 'accepted-already');
  assert.equal((await call('rateAnswer', { path, body: { score: 5 } })).refusal, 'not-resolved');
  const resolved = await answer(path, 'resolve');
  assert.deepEqual([resolved.body.status, resolved.body.lastAnswer], ['resolved', ANSWER]);
  assert.equal((await call('rateAnswer', { path, body: { score: 2 } })).status, 204);
  assert.equal((await call('rateAnswer', { path, body: { score: 5 } })).refusal, 'already-rated');
  assert.equal((await answer(path, 'reject')).refusal, 'closed');
  const appealed = await call('appealGrievance', { path, body: { grounds: 'It is not done.', language: 'en' } });
  assert.deepEqual([appealed.body.status, appealed.body.level], ['appealed', 'ministry']);
  assert.deepEqual(await kinds(path), ['filed person', 'accepted office', 'resolved office', 'appealed person']);
});

test('what is not answered in 30 working days escalates, and the ministry answers', async () => {
  const { call, file, answer, kinds, advance } = grievances();
  const { body } = await file(RAHIMA);
  const path = { grievanceId: String(body.grievanceId) };
  assert.equal(body.answerBy, '2027-01-11');
  assert.ok(typesOf(await advance(44 * DAY)).includes('grievance.escalated'));
  const { body: escalated } = await call('getGrievance', { path });
  assert.equal(escalated.level, 'ministry');
  assert.equal(isObject(escalated.clock) && escalated.clock.overdue, true);
  assert.equal((await answer(path, 'resolve')).refusal, 'not-yours');
  assert.ok(typesOf(await advance(30 * DAY)).includes('grievance.resolved'));
  assert.deepEqual(await kinds(path), ['filed person', 'escalated clock', 'resolved ministry']);
});

test('a grievance without a name is found with its PIN, and closed for an hour after five wrong ones', async () => {
  const { call, file, advance } = grievances();
  const { body } = await file();
  const trackingCode = String(body.trackingCode);
  const find = (pin: string) => call('findGrievance', { body: { trackingCode, pin } });
  const wrong = body.pin === '0000' ? '0001' : '0000';
  assert.equal((await find(String(body.pin))).status, 200);
  for (let attempt = 0; attempt < 5; attempt += 1) assert.equal((await find(wrong)).refusal, 'wrong-pin');
  assert.equal((await find(String(body.pin))).refusal, 'code-closed');
  await advance(DAY / 20);
  assert.equal((await find(String(body.pin))).status, 200);
});

test('a grievance that the person withdraws is over', async () => {
  const { call, file, answer } = grievances();
  const path = { grievanceId: String((await file(RAHIMA)).body.grievanceId) };
  assert.equal((await call('withdrawGrievance', { path })).body.status, 'withdrawn');
  assert.equal(
    (await call('addMessage', { path, body: { text: 'One thing more.', language: 'en' } })).refusal,
    'closed',
  );
  assert.equal((await answer(path, 'resolve')).refusal, 'closed');
  const appeal = await call('appealGrievance', { path, body: { grounds: 'I think again.', language: 'en' } });
  assert.equal(appeal.refusal, 'withdrawn');
});
