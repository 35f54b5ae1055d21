import { ProblemError } from '@dpi/specs/problem';
import type { Delivery, Endpoint, WebhookMessage } from '../webhooks/index.ts';
import { namedTeam } from './named-team.ts';
import type { Call, Services } from './route.ts';

/** The endpoint that the path of a request names. */
export async function namedEndpoint(call: Call<'signed-in'>, services: Services): Promise<Endpoint> {
  const { team } = await namedTeam(call, services);
  return endpointOf(services, team.id, call.params.endpointId ?? '');
}

/** @throws a problem where the team has no such endpoint */
export function endpointOf({ webhooks }: Pick<Services, 'webhooks'>, teamId: string, id: string): Endpoint {
  const endpoint = webhooks.endpoint(teamId, id);
  if (endpoint !== null) return endpoint;
  throw new ProblemError('not-found', { id: 'control.webhook.no-endpoint', values: { id } });
}

/** An endpoint as it is answered; its secret is given when it is made or rotated, and not again. */
export function shownEndpoint({
  id,
  url,
  description,
  types,
  delay,
  copies,
  isOutOfOrder,
  isEnabled,
  createdAt,
}: Endpoint) {
  return {
    id,
    url,
    description,
    types,
    delaySeconds: delay,
    copies,
    outOfOrder: isOutOfOrder,
    enabled: isEnabled,
    createdAt: new Date(createdAt).toISOString(),
  };
}

/** A message as it is answered: the envelope, the bytes in which it is sent and signed, and where it comes from. */
export function shownMessage({ id, service, version, webhook, type, body, createdAt }: WebhookMessage) {
  const envelope = JSON.parse(body) as object;
  return { id, service, version, webhook, type, createdAt: new Date(createdAt).toISOString(), envelope, body };
}

/** A delivery as it is answered. */
export function shownDelivery({ id, endpointId, messageId, type, state, attempts, nextAt, createdAt }: Delivery) {
  return {
    id,
    endpointId,
    messageId,
    type,
    status: state,
    attemptCount: attempts,
    nextAttemptAt: nextAt === null ? null : new Date(nextAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  };
}
