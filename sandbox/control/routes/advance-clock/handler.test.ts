import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { JAMAL, KARIM, teamWorlds } from '../../team-worlds.fixture.ts';

interface Advanced {
  clock: { aheadSeconds: number };
  eventCount: number;
  events: { cause: { event: string; because: string }; changes: { resource: string }[] }[];
}

test('setting the clock forward says what that set off, in the language of the request', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  await transfer(team.id, JAMAL, KARIM, '20000.00');
  const { status, body } = await control.send<Advanced>('POST', '/world/clock/advance', {
    token,
    json: { seconds: 3600 },
    headers: { 'Accept-Language': 'bn' },
  });
  assert.equal(status, 200);
  assert.deepEqual([body.clock.aheadSeconds, body.eventCount], [3600, 1]);
  assert.equal(body.events[0]?.cause.because, 'প্রাপকের ব্যাংক উত্তর দিয়েছে।');
  assert.deepEqual(
    body.events[0]?.changes.map(({ resource }) => resource),
    ['account', 'transfer'],
  );
});

test('a clock cannot go back, and takes one way of saying how far', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const refused = async (json: object) => {
    const { status, body } = await control.send<{ detail: string }>('POST', '/world/clock/advance', { token, json });
    assert.equal(status, 422, JSON.stringify(json));
    return body.detail;
  };
  assert.match(await refused({ to: '2020-01-01T00:00:00Z' }), /^\/to in the body must be later than the clock/);
  assert.match(await refused({ to: '9999-01-01T00:00:00Z' }), /ten years/);
  assert.match(await refused({ seconds: 60, workingDays: 2 }), /exactly one/);
  assert.match(await refused({}), /exactly one/);
  assert.match(await refused({ to: 'tomorrow' }), /time with time zone/);
  assert.match(await refused({ seconds: -5 }), /whole number/);
});
