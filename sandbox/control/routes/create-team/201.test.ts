import assert from 'node:assert/strict';
import test from 'node:test';
import { hashKey, parseKey } from '../../../keys/index.ts';
import { controlWorld, JOIN_CODE, type Joined } from '../../control-world.ts';

test('a team joins with the code and gets a key, a token and a recovery code that all work', async (context) => {
  const world = await controlWorld(context);
  const { status, headers, body } = await world.send<Joined>('POST', '/teams', {
    json: { joinCode: JOIN_CODE, name: 'Team Padma' },
  });
  assert.equal(status, 201);
  assert.equal(body.team.name, 'Team Padma');
  assert.ok(parseKey(body.key.secret).ok);
  assert.equal((await world.registry.findKey(hashKey(body.key.secret)))?.team.id, body.team.id);
  assert.equal((await world.send('GET', '/team', { token: body.token })).status, 200);
  assert.equal((await world.send('POST', '/sessions', { json: { recoveryCode: body.recoveryCode } })).status, 201);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.match(headers.get('ratelimit-policy') ?? '', /^"joins";q=600;w=60$/);
  assert.match(headers.get('ratelimit') ?? '', /^"joins";r=599;t=\d+$/);
});

test('the session cookie cannot be read by scripts and is not sent from other sites', async (context) => {
  const world = await controlWorld(context);
  const { headers } = await world.send('POST', '/teams', { json: { joinCode: JOIN_CODE, name: 'Team Padma' } });
  const cookie = headers.get('set-cookie') ?? '';
  assert.match(cookie, /^dpi_session=dpt_\w{40}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=1209600$/);
});

test('behind https the session cookie is sent over https only', async (context) => {
  const world = await controlWorld(context, { settings: { publicUrl: 'https://portal.test' } });
  const { headers } = await world.send('POST', '/teams', { json: { joinCode: JOIN_CODE, name: 'Team Padma' } });
  assert.match(headers.get('set-cookie') ?? '', /; Secure; /);
});

test('the join code can be typed in any case, with or without its hyphen', async (context) => {
  const world = await controlWorld(context);
  for (const [index, joinCode] of ['4xkd-9t2m', ' 4XKD 9T2M ', '4xkd9t2m'].entries()) {
    const { status } = await world.send('POST', '/teams', { json: { joinCode, name: `Team ${index}` } });
    assert.equal(status, 201, joinCode);
  }
});

test('names in Bangla are kept as they are written, with their joiners', async (context) => {
  const world = await controlWorld(context);
  const name = 'র\u200d্যাপিড  নদী';
  const { team } = await world.join(` ${name} `);
  assert.equal(team.name, 'র\u200d্যাপিড নদী'.normalize('NFC'));
});
