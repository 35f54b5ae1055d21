import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { KARIM, RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

interface Page {
  items: { sequence: number; cause: { requestId?: string }; changes: { objectId: string }[] }[];
  page: { nextCursor: string | null };
}

test('the timeline tells each change newest first, of one call or one object where that is asked', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  for (let index = 1; index <= 3; index += 1)
    await transfer(team.id, index === 2 ? KARIM : RAHIMA, index === 2 ? RAHIMA : KARIM, '1.00', `req_${index}`);
  const last = await transfer(team.id, KARIM, RAHIMA, '1.00', 'req_4');
  const requests = async (query: string) => {
    const { body } = await control.send<Page>('GET', `/world/timeline?${query}`, { token });
    return { ids: body.items.map(({ cause }) => cause.requestId), next: body.page.nextCursor };
  };
  const first = await requests('limit=3');
  assert.deepEqual(first.ids, ['req_4', 'req_3', 'req_2']);
  assert.deepEqual((await requests(`limit=3&cursor=${first.next}`)).ids, ['req_1']);
  assert.deepEqual((await requests('requestId=req_2')).ids, ['req_2']);
  const object = `service=fund-transfer&version=v1&resource=transfer&objectId=${last}`;
  assert.deepEqual((await requests(object)).ids, ['req_4']);
});

test('an object is named whole, or not at all', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const detail = async (query: string) =>
    (await control.send<{ detail: string }>('GET', `/world/timeline?${query}`, { token })).body.detail;
  assert.match(await detail('objectId=1&service=a&version=v1'), /resource is required/);
  assert.match(
    await detail('objectId=1&service=a&version=v1&resource=b&requestId=r'),
    /cannot be sent with the names of an object/,
  );
});
