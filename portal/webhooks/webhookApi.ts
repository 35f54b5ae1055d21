import { ask } from '../team/controlApi.ts';
import type { Page } from '../team/controlModel.ts';
import type {
  Delivery,
  DeliveryWithAttempts,
  Endpoint,
  EndpointChoice,
  EndpointWithSecret,
  Message,
} from './webhookModel.ts';

const endpointPath = ({ id }: Pick<Endpoint, 'id'>) => `/webhook-endpoints/${encodeURIComponent(id)}`;

export const readEndpoints = () => ask<Page<Endpoint>>('GET', '/webhook-endpoints?limit=100');
export const createEndpoint = (choice: EndpointChoice) => ask<EndpointWithSecret>('POST', '/webhook-endpoints', choice);
export const updateEndpoint = (endpoint: Endpoint, change: Partial<EndpointChoice & Pick<Endpoint, 'enabled'>>) =>
  ask<Endpoint>('PATCH', endpointPath(endpoint), change);
export const deleteEndpoint = (endpoint: Endpoint) => ask<null>('DELETE', endpointPath(endpoint));
export const rotateSecret = (endpoint: Endpoint) =>
  ask<EndpointWithSecret>('POST', `${endpointPath(endpoint)}/rotate-secret`);
export const sendTest = (endpoint: Endpoint) => ask<Delivery>('POST', `${endpointPath(endpoint)}/test`);

export const resend = (messageId: string, endpointId: string) =>
  ask<Delivery>('POST', `/webhook-messages/${encodeURIComponent(messageId)}/resend`, { endpointId });
export const readDelivery = (id: string) =>
  ask<DeliveryWithAttempts>('GET', `/webhook-deliveries/${encodeURIComponent(id)}`);

/** One page of the inbox, newest first. */
export const readMessages = (cursor: string | null) =>
  ask<Page<Message>>('GET', `/webhook-messages?${pageQuery(cursor)}`);

/** One page of the log of deliveries, newest first. */
export const readDeliveries = (cursor: string | null) =>
  ask<Page<Delivery>>('GET', `/webhook-deliveries?${pageQuery(cursor)}`);

function pageQuery(cursor: string | null): URLSearchParams {
  return new URLSearchParams({ limit: '20', ...(cursor === null ? {} : { cursor }) });
}
