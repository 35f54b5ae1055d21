import { listPage, listQuery } from '../../list-page.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownDelivery } from '../../team-webhooks.ts';

export const listWebhookDeliveries = route<'signed-in'>({
  operationId: 'listWebhookDeliveries',
  method: 'get',
  path: '/webhook-deliveries',
  access: 'signed-in',
  async handle(call, services) {
    const { cursor, limit } = listQuery(call.query);
    const { team } = await namedTeam(call, services);
    const found = services.webhooks.deliveries(team.id, cursor, limit + 1);
    const items = found.slice(0, limit);
    const next = found.length > limit ? (items.at(-1)?.id ?? null) : null;
    return { status: 200, body: listPage(items.map(shownDelivery), next) };
  },
});
