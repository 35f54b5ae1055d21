/** What the control API sends of a team's webhooks. Times are ISO 8601. */

export interface Endpoint {
  id: string;
  url: string;
  description: string;
  /** `null`: all. */
  types: string[] | null;
  delaySeconds: number;
  copies: number;
  outOfOrder: boolean;
  enabled: boolean;
  createdAt: string;
}

/** What a team chooses of an endpoint. */
export type EndpointChoice = Omit<Endpoint, 'id' | 'createdAt' | 'enabled'>;

export interface EndpointWithSecret extends Endpoint {
  secret: string;
}

export interface Message {
  id: string;
  service: string;
  version: string;
  webhook: string;
  type: string;
  createdAt: string;
  envelope: object;
  /** The envelope as it is sent. */
  body: string;
}

export interface Delivery {
  id: string;
  endpointId: string;
  messageId: string;
  type: string;
  status: 'pending' | 'delivered' | 'failed';
  attemptCount: number;
  nextAttemptAt: string | null;
  createdAt: string;
}

export type AttemptError = 'timed-out' | 'private-address' | 'name-not-found' | 'refused' | 'tls' | 'reset';

export interface Attempt {
  at: string;
  status: number | null;
  error: AttemptError | null;
  /** The beginning of what was answered. */
  response: string;
  durationMs: number;
}

export interface DeliveryWithAttempts extends Delivery {
  attempts: Attempt[];
}

/** Types of messages as somebody types them, with spaces, commas or line breaks between; `null` for none: all. */
export function typesIn(text: string): string[] | null {
  const types = text.split(/[\s,]+/).filter((type) => type !== '');
  return types.length === 0 ? null : types;
}
