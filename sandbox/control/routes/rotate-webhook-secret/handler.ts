import { route } from '../../route.ts';
import { namedEndpoint, shownEndpoint } from '../../team-webhooks.ts';

export const rotateWebhookSecret = route<'signed-in'>({
  operationId: 'rotateWebhookSecret',
  method: 'post',
  path: '/webhook-endpoints/{endpointId}/rotate-secret',
  access: 'signed-in',
  async handle(call, services) {
    const endpoint = services.webhooks.rotateSecret(await namedEndpoint(call, services));
    return { status: 200, body: { ...shownEndpoint(endpoint), secret: endpoint.secret } };
  },
});
