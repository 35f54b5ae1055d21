import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { teamWorlds } from '../../team-worlds.fixture.ts';

const SHIRIN = {
  name: { en: ' Shirin  Sultana ', bn: 'শিরিন সুলতানা' },
  birthDate: '1994-02-11',
  gender: 'female',
  place: '6091',
};

interface Added {
  id: string;
  name: Record<string, string>;
  identifiers: Record<string, string>;
  objects: { service: string; resource: string; objectId: string }[];
  errors: { path: string }[];
}

test('a person who is added is listed, with what services keep of them', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  const { status, body } = await control.send<Added>('POST', '/world/people', { token, json: SHIRIN });
  assert.equal(status, 201);
  assert.equal(body.name.en, 'Shirin Sultana');
  const { account = '', wallet = '' } = body.identifiers;
  const accounts = body.objects.filter(({ resource }) => resource === 'account').map(({ objectId }) => objectId);
  assert.deepEqual(accounts, [account, wallet]);
  await transfer(team.id, account, wallet, '10.00');
  const { body: list } = await control.send<{ items: Added[] }>('GET', '/world/people', { token });
  assert.deepEqual(
    list.items.map(({ id }) => id),
    [body.id],
  );
  const about = await control.send<{ items: { objectId: string }[] }>('GET', `/world/objects?person=${body.id}`, {
    token,
  });
  assert.ok(about.body.items.some(({ objectId }) => objectId === account));
  const timeline = await control.send<{ items: { cause: object }[] }>('GET', '/world/timeline', { token });
  assert.deepEqual(timeline.body.items.at(-1)?.cause, { kind: 'edit', person: { id: body.id, name: body.name } });
});

test('a person who cannot be is refused, with every reason', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const paths = async (json: object) => {
    const { status, body } = await control.send<Added>('POST', '/world/people', { token, json });
    assert.equal(status, 422);
    return body.errors.map(({ path }) => path);
  };
  assert.deepEqual(await paths({ gender: 'other', place: '0000', birthDate: '1994-02-30' }), [
    '/name',
    '/birthDate',
    '/gender',
    '/place',
  ]);
  assert.deepEqual(await paths({ ...SHIRIN, name: { en: 'শিরিন', bn: 'Shirin' } }), ['/name/bn', '/name/en']);
  assert.deepEqual(await paths({ ...SHIRIN, name: { en: 'Shirin' } }), ['/name/bn']);
  for (const birthDate of ['2999-01-01', '1800-01-01', '1994-2-11', 19940211])
    assert.deepEqual(await paths({ ...SHIRIN, birthDate }), ['/birthDate']);
});
