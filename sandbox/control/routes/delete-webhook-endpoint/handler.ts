import { route } from '../../route.ts';
import { namedEndpoint } from '../../team-webhooks.ts';

export const deleteWebhookEndpoint = route<'signed-in'>({
  operationId: 'deleteWebhookEndpoint',
  method: 'delete',
  path: '/webhook-endpoints/{endpointId}',
  access: 'signed-in',
  async handle(call, services) {
    services.webhooks.deleteEndpoint(await namedEndpoint(call, services));
    return { status: 204 };
  },
});
