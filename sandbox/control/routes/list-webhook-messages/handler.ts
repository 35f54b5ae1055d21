import { listPage, listQuery, positionIn } from '../../list-page.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownMessage } from '../../team-webhooks.ts';

export const listWebhookMessages = route<'signed-in'>({
  operationId: 'listWebhookMessages',
  method: 'get',
  path: '/webhook-messages',
  access: 'signed-in',
  async handle(call, services) {
    const { cursor, limit } = listQuery(call.query);
    const { team } = await namedTeam(call, services);
    await services.wakeWorld(team.id);
    const found = services.webhooks.messages(team.id, positionIn(cursor), limit + 1);
    const items = found.slice(0, limit);
    const next = found.length > limit ? String(items.at(-1)?.position) : null;
    return {
      status: 200,
      body: listPage(
        items.map(({ message }) => shownMessage(message)),
        next,
      ),
    };
  },
});
