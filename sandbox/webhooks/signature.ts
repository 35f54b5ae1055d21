import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret of an endpoint: `whsec_` and the base64 of 32 random bytes, as Standard Webhooks writes it. */
export function newSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/**
 * The value of `webhook-signature` by Standard Webhooks: one signature for each secret, so that a receiver that knows
 * either of two can verify a message while a secret is being rotated.
 * @param sentAt seconds since 1970, as in `webhook-timestamp`
 * @param body as it is sent, byte by byte
 */
export function signatureOf(id: string, sentAt: number, body: string, secrets: string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${sentAt}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
