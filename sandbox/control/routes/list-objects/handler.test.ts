import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { KARIM, personas, RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

interface Page {
  items: { objectId: string; resource: string; changed: boolean }[];
  page: { nextCursor: string | null };
}

async function platform(context: test.TestContext) {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds, personas: () => personas });
  const { token, team } = await control.join();
  const list = async (query: string) => (await control.send<Page>('GET', `/world/objects?${query}`, { token })).body;
  const refuse = async (query: string) =>
    (await control.send<{ detail: string }>('GET', `/world/objects?${query}`, { token })).body.detail;
  return { list, refuse, transfer: transfer.bind(null, team.id) };
}

test('objects are listed page by page, each once', async (context) => {
  const { list } = await platform(context);
  const seen: string[] = [];
  let query = 'resource=transfer&limit=5';
  for (;;) {
    const { items, page } = await list(query);
    seen.push(...items.map(({ objectId }) => objectId));
    if (page.nextCursor === null) break;
    query = `resource=transfer&limit=5&cursor=${page.nextCursor}`;
  }
  assert.ok(seen.length > 10);
  assert.equal(new Set(seen).size, seen.length);
});

test('objects are found by person, words and change', async (context) => {
  const { list, transfer } = await platform(context);
  const id = await transfer(RAHIMA, KARIM, '12.34');
  const ids = async (query: string) => (await list(query)).items.map(({ objectId }) => objectId);
  assert.deepEqual(await ids('search=12.34%20bdt&resource=transfer'), [id]);
  assert.deepEqual((await ids('changed=true')).sort(), [RAHIMA, KARIM, id].sort());
  const hers = await ids('person=rahima-begum&service=fund-transfer&resource=transfer&limit=100');
  assert.ok(hers.includes(id) && !hers.includes(KARIM));
});

test('a filter that means nothing is refused', async (context) => {
  const { refuse } = await platform(context);
  assert.match(await refuse('person=somebody'), /id of a persona/);
  assert.match(await refuse('changed=maybe'), /true, false/);
  assert.match(await refuse(`cursor=${Buffer.from('gone').toString('base64url')}`), /begin again/);
});
