import { listQuery, pageOf } from '../../list-page.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownEndpoint } from '../../team-webhooks.ts';

export const listWebhookEndpoints = route<'signed-in'>({
  operationId: 'listWebhookEndpoints',
  method: 'get',
  path: '/webhook-endpoints',
  access: 'signed-in',
  async handle(call, services) {
    const page = listQuery(call.query);
    const { team } = await namedTeam(call, services);
    return { status: 200, body: pageOf(services.webhooks.endpoints(team.id).map(shownEndpoint), page) };
  },
});
