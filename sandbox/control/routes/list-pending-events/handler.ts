import { listPage, listQuery, unknownCursor } from '../../list-page.ts';
import { route } from '../../route.ts';
import { teamWorld } from '../../team-world.ts';

export const listPendingEvents = route<'signed-in'>({
  operationId: 'listPendingEvents',
  method: 'get',
  path: '/world/pending-events',
  access: 'signed-in',
  async handle(call, services) {
    const { cursor, limit } = listQuery(call.query);
    if (cursor !== null && !/^\d{1,9}$/.test(cursor)) throw unknownCursor();
    const { worlds, id, language } = await teamWorld(call, services);
    const pending = await worlds.pending(id, language);
    const start = Number(cursor ?? 0);
    const next = start + limit < pending.length ? String(start + limit) : null;
    return { status: 200, body: listPage(pending.slice(start, start + limit), next) };
  },
});
