import { readBody } from '../../input.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownEndpoint } from '../../team-webhooks.ts';
import { NEW_ENDPOINT } from '../../webhook-input.ts';

export const createWebhookEndpoint = route<'signed-in'>({
  operationId: 'createWebhookEndpoint',
  method: 'post',
  path: '/webhook-endpoints',
  access: 'signed-in',
  async handle(call, services) {
    const { delaySeconds, outOfOrder, enabled, ...same } = readBody(call.body, NEW_ENDPOINT);
    const { team } = await namedTeam(call, services);
    const choice = { ...same, delay: delaySeconds, isOutOfOrder: outOfOrder, isEnabled: enabled };
    const endpoint = services.webhooks.createEndpoint(team.id, choice);
    return { status: 201, body: { ...shownEndpoint(endpoint), secret: endpoint.secret } };
  },
});
