import { route } from '../../route.ts';
import { namedEndpoint, shownEndpoint } from '../../team-webhooks.ts';

export const getWebhookEndpoint = route<'signed-in'>({
  operationId: 'getWebhookEndpoint',
  method: 'get',
  path: '/webhook-endpoints/{endpointId}',
  access: 'signed-in',
  async handle(call, services) {
    return { status: 200, body: shownEndpoint(await namedEndpoint(call, services)) };
  },
});
