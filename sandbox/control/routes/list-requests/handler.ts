import type { LoggedCall } from '../../../activity/index.ts';
import { oneOf, optional, readQuery } from '../../input.ts';
import { listPage, listQuery } from '../../list-page.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';

export const listRequests = route<'signed-in'>({
  operationId: 'listRequests',
  method: 'get',
  path: '/requests',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { outcome } = readQuery(call.query, { outcome: optional(oneOf(['all', 'failed']), 'all') });
    const { team } = await namedTeam(call, services);
    const { items, nextCursor } = services.activity.requests(team.id, { ...page, failed: outcome === 'failed' });
    return { status: 200, body: listPage(items.map(shownCall), nextCursor) };
  },
});

/** A call as its team sees it. */
function shownCall({ teamId: _, ...call }: LoggedCall) {
  return call;
}
