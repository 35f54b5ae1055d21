import { ProblemError } from '@dpi/specs/problem';
import { namedTeam } from '../../named-team.ts';
import { route } from '../../route.ts';
import { shownDelivery } from '../../team-webhooks.ts';

export const getWebhookDelivery = route<'signed-in'>({
  operationId: 'getWebhookDelivery',
  method: 'get',
  path: '/webhook-deliveries/{deliveryId}',
  access: 'signed-in',
  async handle(call, services) {
    const { team } = await namedTeam(call, services);
    const { deliveryId = '' } = call.params;
    const found = services.webhooks.delivery(team.id, deliveryId);
    if (found === null) {
      throw new ProblemError('not-found', { id: 'control.webhook.no-delivery', values: { id: deliveryId } });
    }
    const attempts = found.attempts.map(({ at, ...attempt }) => ({ at: new Date(at).toISOString(), ...attempt }));
    return { status: 200, body: { ...shownDelivery(found.delivery), attempts } };
  },
});
