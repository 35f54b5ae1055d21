import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createClient, type WebhookEnvelope } from './clients/sandbox-v1.ts';
import { controlOptions, dataOf } from './lib/platform.ts';

/** Older messages may be those of somebody who has listened. */
const LONGEST_AGE_S = 300;
const TYPES = ['transfer.', 'payment.', 'refund.', 'paymentrequest.'];

/**
 * Tells the platform where to send messages. Registering takes no idempotency key: where an earlier start has got as far as
 * registering, its endpoint is taken over with a new secret.
 * @returns the secret of the signatures
 */
export async function register(url: string): Promise<string> {
  const sandbox = createClient(controlOptions('en'));
  const endpoints = dataOf(await sandbox.listWebhookEndpoints(), 200).items;
  const known = endpoints.find((endpoint) => endpoint.url === url);
  if (known !== undefined)
    return dataOf(await sandbox.rotateWebhookSecret({ path: { endpointId: known.id } }), 200).secret;
  return dataOf(await sandbox.createWebhookEndpoint({ body: { url, description: 'Wallet and shop' } }), 201).secret;
}

/**
 * The message, if its signature is genuine, by Standard Webhooks; `null` otherwise.
 * @param body byte by byte as it came
 */
export function genuine(secret: string, headers: IncomingHttpHeaders, body: Buffer): WebhookEnvelope | null {
  const { 'webhook-id': id, 'webhook-timestamp': sent, 'webhook-signature': signatures } = headers;
  const age = Date.now() / 1000 - Number(sent);
  if (typeof signatures !== 'string' || !(Math.abs(age) <= LONGEST_AGE_S)) return null;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${sent}.`).update(body).digest();
  const isGenuine = signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isGenuine ? JSON.parse(body.toString()) : null;
}

/** Whether a message is about money; those of services to come are not. */
export function isAboutMoney({ type }: WebhookEnvelope): boolean {
  return TYPES.some((start) => type.startsWith(start));
}
