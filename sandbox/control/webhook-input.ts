import { invalidRequest, type ProblemError } from '@dpi/specs/problem';
import type { EndpointChoice, TargetFault } from '../webhooks/index.ts';
import { flag, integer, listOf, matching, nullable, optional, type readBody, text } from './input.ts';

/** Types of messages are written as the standard "webhook-envelope" has them. */
const messageType = matching(/^(?=.{3,60}$)[a-z]+(\.[a-z-]+)+$/, { id: 'control.webhook.type' });

/** What may be said of an endpoint, each with how it is read. */
const url = text({ min: 8, max: 500 });
const description = text({ min: 0, max: 100 });
const types = nullable(listOf(messageType, { min: 1, max: 50 }));
const delaySeconds = integer({ min: 0, max: 3600 });
const copies = integer({ min: 1, max: 2 });
const outOfOrder = flag();
const enabled = flag();

export const NEW_ENDPOINT = {
  url,
  types,
  description: optional(description, ''),
  delaySeconds: optional(delaySeconds, 0),
  copies: optional(copies, 1),
  outOfOrder: optional(outOfOrder, false),
  enabled: optional(enabled, true),
};

export const CHANGED_ENDPOINT = {
  url: optional(url, undefined),
  types: optional(types, undefined),
  description: optional(description, undefined),
  delaySeconds: optional(delaySeconds, undefined),
  copies: optional(copies, undefined),
  outOfOrder: optional(outOfOrder, undefined),
  enabled: optional(enabled, undefined),
};

/** A URL that the platform does not post to. */
export function wrongUrl(fault: TargetFault): ProblemError {
  return invalidRequest([{ in: 'body', path: '/url', message: { id: `control.webhook.url.${fault}` } }]);
}

/** How an endpoint keeps what a body says of it; what was left out is left out. */
export function choiceOf(fields: Fields): Partial<EndpointChoice> {
  const { delaySeconds, outOfOrder, enabled, ...same } = fields;
  const choice = { ...same, delay: delaySeconds, isOutOfOrder: outOfOrder, isEnabled: enabled };
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
}

type Fields = ReturnType<typeof readBody<typeof CHANGED_ENDPOINT>>;
