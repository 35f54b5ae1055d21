import { invalidRequest } from '@dpi/specs/problem';
import { readBody } from '../../input.ts';
import { route } from '../../route.ts';
import { namedEndpoint, shownEndpoint } from '../../team-webhooks.ts';
import { CHANGED_ENDPOINT, choiceOf } from '../../webhook-input.ts';

export const updateWebhookEndpoint = route<'signed-in'>({
  operationId: 'updateWebhookEndpoint',
  method: 'patch',
  path: '/webhook-endpoints/{endpointId}',
  access: 'signed-in',
  async handle(call, services) {
    const choice = choiceOf(readBody(call.body, CHANGED_ENDPOINT));
    if (Object.keys(choice).length === 0) {
      const message = { id: 'requests.violation.has-one-of', values: { names: Object.keys(CHANGED_ENDPOINT) } };
      throw invalidRequest([{ in: 'body', path: '', message }]);
    }
    const endpoint = await namedEndpoint(call, services);
    return { status: 200, body: shownEndpoint(services.webhooks.updateEndpoint(endpoint, choice)) };
  },
});
