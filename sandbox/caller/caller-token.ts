import { createHmac, sign } from 'node:crypto';
import { addressBlock } from '../quota/index.ts';
import type { CallerKeys } from './caller-keys.ts';

/** The header that tells an agency's server who is calling. */
export const CALLER_HEADER = 'x-sandbox-caller';

/** Seconds for which a token holds: as long as a request may be on its way. */
const LIFETIME = 60;

/** Whose world a request belongs to: a team, or by its address somebody without a key of their own. */
export type Caller = { team: string } | { address: string };

export interface CallerTokens {
  /**
   * Says who is calling as a JSON Web Token (RFC 7519) signed with ES256.
   * @param service as `<id>/<version>`: the only one that the token is meant for
   */
  tokenFor(caller: Caller, service: string): string;
}

/**
 * @param publicUrl where the platform is reached, without a slash at the end: the issuer
 * @param now in milliseconds since 1970
 */
export function createCallerTokens(
  keys: Pick<CallerKeys, 'signing' | 'guests'>,
  publicUrl: string,
  now: () => number = Date.now,
): CallerTokens {
  return {
    tokenFor(caller, service) {
      const { kid, key } = keys.signing;
      const iat = Math.floor(now() / 1000);
      const sub = 'team' in caller ? caller.team : guestId(keys.guests, caller.address, service);
      const claims = { iss: publicUrl, aud: `${publicUrl}/sandbox/${service}`, sub, iat, exp: iat + LIFETIME };
      const signed = `${encoded({ alg: 'ES256', typ: 'JWT', kid })}.${encoded(claims)}`;
      const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
}

/** The same for an address at each call, another one at each service, and without the secret no way back to the address. */
function guestId(secret: string, address: string, service: string): string {
  const digest = createHmac('sha256', secret)
    .update(`${service} ${addressBlock(address)}`)
    .digest();
  return `guest_${digest.subarray(0, 16).toString('base64url')}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
