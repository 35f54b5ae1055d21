import { ProblemError } from '@dpi/specs/problem';
import { readBody, text } from '../../input.ts';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { endpointOf, shownDelivery } from '../../team-webhooks.ts';

export const resendWebhookMessage = route<'signed-in'>({
  operationId: 'resendWebhookMessage',
  method: 'post',
  path: '/webhook-messages/{messageId}/resend',
  access: 'signed-in',
  async handle(call, services) {
    const { endpointId } = readBody(call.body, { endpointId: text({ min: 1, max: 40 }) });
    const { team } = await namedTeam(call, services);
    const { messageId = '' } = call.params;
    const message = services.webhooks.message(team.id, messageId);
    if (message === null) {
      throw new ProblemError('not-found', { id: 'control.webhook.no-message', values: { id: messageId } });
    }
    const endpoint = endpointOf(services, team.id, endpointId);
    return { status: 202, body: shownDelivery(services.webhooks.resend(endpoint, message)) };
  },
});
