import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld, JOIN_CODE } from '../../control-world.ts';

test('a name that a team of the event has is refused, however it is written', async (context) => {
  const world = await controlWorld(context);
  await world.join('Team Padma');
  for (const name of ['Team Padma', ' TEAM   padma', 'Ｔｅａｍ Padma']) {
    const { status, body } = await world.send('POST', '/teams', { json: { joinCode: JOIN_CODE, name } });
    assert.equal(status, 409, name);
    assert.match((body as { type: string }).type, /team-name-taken/);
  }
});
