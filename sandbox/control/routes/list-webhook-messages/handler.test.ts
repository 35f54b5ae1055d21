import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

function message(number: number) {
  const id = `msg_${String(number).padStart(26, '0')}`;
  const body = JSON.stringify({ id, type: 'consent.revoked', timestamp: '2026-11-23T17:06:04+06:00', data: {} });
  const service = { service: 'consent-manager', version: 'v1', webhook: 'consentChanged' };
  return { id, ...service, type: 'consent.revoked', body, createdAt: 0 };
}

test('the inbox is read page by page, newest first, also while messages arrive', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  world.webhooks.send(team.id, [1, 2, 3].map(message));
  interface Page {
    items: { id: string }[];
    page: { nextCursor: string | null };
  }
  const first = await world.send<Page>('GET', '/webhook-messages?limit=2', { token });
  world.webhooks.send(team.id, [message(4)]);
  const second = await world.send<Page>('GET', `/webhook-messages?limit=2&cursor=${first.body.page.nextCursor}`, {
    token,
  });
  assert.deepEqual(
    [...first.body.items, ...second.body.items].map(({ id }) => id),
    [3, 2, 1].map((number) => message(number).id),
  );
  assert.equal(second.body.page.nextCursor, null);
});
