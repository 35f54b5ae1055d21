export { Relay } from './relay.ts';
export type { Delivery, Endpoint, WebhookMessage } from './store.ts';
export type { TargetFault } from './target.ts';
export {
  type EndpointChoice,
  openWebhooks,
  TooManyDeliveries,
  TooManyEndpoints,
  type Webhooks,
  WrongTarget,
} from './webhooks.ts';
