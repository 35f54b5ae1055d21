import { route } from '../../route.ts';
import { namedEndpoint, shownDelivery } from '../../team-webhooks.ts';

export const sendTestMessage = route<'signed-in'>({
  operationId: 'sendTestMessage',
  method: 'post',
  path: '/webhook-endpoints/{endpointId}/test',
  access: 'signed-in',
  async handle(call, services) {
    const endpoint = await namedEndpoint(call, services);
    return { status: 202, body: shownDelivery(services.webhooks.sendTest(endpoint)) };
  },
});
