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
    const { delaySeconds, enabled, ...choice } = readBody(call.body, NEW_ENDPOINT);
    const { team } = await namedTeam(call, services);
    const endpoint = services.webhooks.createEndpoint(team.id, { ...choice, delay: delaySeconds, isEnabled: enabled });
    return { status: 201, body: { ...shownEndpoint(endpoint), secret: endpoint.secret } };
  },
});
