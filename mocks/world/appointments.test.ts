import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectsIn } from '@dpi/specs/json-value';
import { inService, servicesOf, typesOf } from './services.fixture.ts';

const begin = await servicesOf('appointments');
const DAY = 86_400_000;
const ULIPUR = '10001542';
const LAST_PLACE = 'slt_01KB2M4E7Q9RS5T6V8W0X1Y102';
const GENERAL = 'slt_01KB2M4E7Q9RS5T6V8W0X1Y106';
const OTHER_DAY = 'slt_01KB2M4E7Q9RS5T6V8W0X1Y109';
const RAHIMA = { nid: '4912876501' };
const KARIM = { nid: '4912876502' };
const FARHANA = { nid: '2612876515' };

function appointments() {
  const world = inService(begin(), 'appointments');
  const book = (slotId: string, patient: Record<string, string>) =>
    world.call('bookSlot', { body: { slotId, patient, mobile: '+8801712345601' } });
  const remaining = async (slotId: string) => {
    const { body } = await world.call('listSlots', { path: { facilityId: ULIPUR } });
    const slot = objectsIn(body.items).find((item) => item.slotId === slotId);
    return slot === undefined ? 0 : Number(String(slot.remaining));
  };
  return { ...world, book, remaining };
}

test('the last place of a slot is taken by one person, and free again after a cancellation', async () => {
  const { call, book, remaining } = appointments();
  const { body } = await book(LAST_PLACE, RAHIMA);
  assert.equal(await remaining(LAST_PLACE), 0);
  assert.equal((await book(LAST_PLACE, KARIM)).refusal, 'slot-taken');
  const path = { bookingId: String(body.bookingId) };
  const cancelled = await call('cancelBooking', { path });
  assert.deepEqual([cancelled.status, await remaining(LAST_PLACE)], [204, 1]);
  assert.equal((await call('cancelBooking', { path })).refusal, 'over');
});

test('a booking that is moved leaves its slot and takes the other', async () => {
  const { call, book, remaining } = appointments();
  const { body } = await book(GENERAL, RAHIMA);
  assert.equal((await book(OTHER_DAY, RAHIMA)).refusal, 'already-booked');
  const path = { bookingId: String(body.bookingId) };
  const moved = await call('moveBooking', { path, body: { slotId: OTHER_DAY } });
  assert.deepEqual([moved.body.slotId, moved.body.startsAt], [OTHER_DAY, '2026-12-05T09:30:00+06:00']);
  assert.deepEqual([await remaining(GENERAL), await remaining(OTHER_DAY)], [8, 5]);
  assert.equal((await call('moveBooking', { path, body: { slotId: OTHER_DAY } })).status, 200);
  assert.equal(await remaining(OTHER_DAY), 5);
});

test('who checks in gets a token, is called and seen', async () => {
  const { call, book, advance } = appointments();
  const { body } = await book(GENERAL, RAHIMA);
  const path = { bookingId: String(body.bookingId) };
  const code = { code: String(body.code) };
  assert.equal((await call('checkIn', { path, body: code })).refusal, 'too-early');
  assert.ok(typesOf(await advance(2.55 * DAY)).includes('booking.reminded'));
  const { body: token } = await call('checkIn', { path, body: code });
  assert.equal(token.token, 'A-1');
  assert.equal((await call('checkIn', { path, body: code })).refusal, 'already-there');
  assert.equal((await call('getQueueToken', { path })).body.status, 'waiting');
  assert.ok(typesOf(await advance(0.02 * DAY)).includes('queue.called'));
  assert.equal((await call('getBooking', { path })).body.status, 'seen');
});

test('a visit that nobody comes to is missed, and after three of them nobody can book for a month', async () => {
  const { call, book, advance } = appointments();
  const slots = async () => {
    const { body } = await call('listSlots', { path: { facilityId: ULIPUR } });
    return objectsIn(body.items).filter(({ speciality }) => speciality === 'general-medicine');
  };
  for (let missed = 0; missed < 3; missed += 1) {
    const [first] = await slots();
    assert.equal((await book(String(first?.slotId), FARHANA)).status, 201);
    assert.ok(typesOf(await advance(8 * DAY)).includes('booking.missed'));
  }
  const [first] = await slots();
  assert.equal((await book(String(first?.slotId), FARHANA)).refusal, 'suspended');
  await advance(31 * DAY);
  const [later] = await slots();
  assert.equal((await book(String(later?.slotId), FARHANA)).status, 201);
});
