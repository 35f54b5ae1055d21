import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

test('the recovery code signs the team in again, however it is typed', async (context) => {
  const world = await controlWorld(context);
  const { team, token, recoveryCode } = await world.join();
  for (const typed of [recoveryCode, recoveryCode.toLowerCase().replaceAll('-', ' ')]) {
    const { status, body, headers } = await world.send<{ token: string; team: object }>('POST', '/sessions', {
      json: { recoveryCode: typed },
    });
    assert.equal(status, 201);
    assert.deepEqual(body.team, team);
    assert.match(headers.get('set-cookie') ?? '', /^dpi_session=dpt_/);
    assert.equal((await world.send('GET', '/team', { token: body.token })).status, 200);
  }
  assert.equal((await world.send('GET', '/team', { token })).status, 200, 'the first token works on');
});

test('a wrong recovery code is refused', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  for (const recoveryCode of ['00000-00000-00000-00000-00000', token, 'x']) {
    const { status, body } = await world.send('POST', '/sessions', { json: { recoveryCode } });
    assert.equal(status, 403);
    assert.match((body as { type: string }).type, /recovery-code-wrong/);
  }
});

test('a missing recovery code is named', async (context) => {
  const world = await controlWorld(context);
  const { status, body } = await world.send('POST', '/sessions', { json: {} });
  assert.equal(status, 422);
  assert.deepEqual((body as { errors: object[] }).errors, [
    { in: 'body', path: '/recoveryCode', message: 'is required: add it' },
  ]);
});
