import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld, PUBLIC_URL } from '../../control-world.ts';

interface Page {
  items: { id: string; teamId?: string }[];
  page: { nextCursor: string | null };
}

interface Shown {
  problem: { type: string; title: string; detail: string };
  violations: { in: string; path: string; message: string }[];
}

test('a team reads its last calls, newest first, page by page', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  for (let index = 1; index <= 5; index += 1) world.record({ teamId: team.id, id: `call-${index}` });
  world.record({ teamId: 'another', id: 'not-ours' });
  const first = await world.send<Page>('GET', '/requests?limit=3', { token });
  assert.deepEqual(
    first.body.items.map(({ id }) => id),
    ['call-5', 'call-4', 'call-3'],
  );
  const rest = await world.send<Page>('GET', `/requests?limit=3&cursor=${first.body.page.nextCursor}`, { token });
  assert.deepEqual(
    rest.body.items.map(({ id }) => id),
    ['call-2', 'call-1'],
  );
  assert.equal(rest.body.page.nextCursor, null);
});

test('failed calls can be read alone', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  world.record({ teamId: team.id, id: 'good' });
  world.record({ teamId: team.id, id: 'bad', status: 404 });
  const { body } = await world.send<Page>('GET', '/requests?outcome=failed', { token });
  assert.deepEqual(
    body.items.map(({ id }) => id),
    ['bad'],
  );
  assert.equal((await world.send('GET', '/requests?outcome=wrong', { token })).status, 422);
});

test('why a call failed is said in the language of whoever reads it', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  const message = { id: 'requests.violation.min-length', values: { count: 10 } };
  world.record({
    teamId: team.id,
    status: 422,
    problem: {
      id: 'request-invalid',
      detail: { id: 'requests.one-violation', values: { place: { id: 'requests.place.body' }, violation: message } },
    },
    violations: [{ in: 'body', path: '', message }],
  });
  const read = async (language: string) => {
    const headers = { 'Accept-Language': language };
    const answer = await world.send<{ items: Shown[] }>('GET', '/requests', { token, headers });
    assert.equal(answer.headers.get('content-language'), language);
    return answer.body.items[0];
  };
  assert.deepEqual((await read('en'))?.problem, {
    type: `${PUBLIC_URL}/problems/request-invalid/`,
    title: 'The request does not match the specification',
    detail: 'The body must have at least 10 characters.',
  });
  const bangla = await read('bn');
  assert.equal(bangla?.problem.title, 'রিকোয়েস্টটি স্পেকের সঙ্গে মেলে না');
  assert.equal(bangla?.problem.detail, 'বডি: অন্তত ১০টি অক্ষর থাকতে হবে।');
  assert.deepEqual(bangla?.violations, [{ in: 'body', path: '', message: 'অন্তত ১০টি অক্ষর থাকতে হবে' }]);
});

test('a call that an earlier version logged is shown in the words it was logged with', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  const problem = { type: 'http://old.test/problems/gone/', title: 'Gone', detail: 'It is gone.' };
  const violations = [{ in: 'body', path: '/nid', message: 'is required' }];
  const written = { problem, violations } as unknown as Parameters<typeof world.record>[0];
  world.record({ ...written, teamId: team.id, status: 422 });
  const { body } = await world.send<{ items: Shown[] }>('GET', '/requests', { token });
  assert.deepEqual([body.items[0]?.problem, body.items[0]?.violations], [problem, violations]);
});
