import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hashKey } from '../keys/index.ts';
import type { SessionOwner } from '../registry/index.ts';
import type { ControlOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import { isSameOrigin } from './same-origin.ts';
import { tokenInCookies } from './session-cookie.ts';

/** Who is signed in. */
export type Caller = { kind: 'organiser' } | ({ kind: 'team' } & SessionOwner);

/** Methods that change nothing, and may therefore come from anywhere. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Who sent a request: by bearer token, else by session cookie. Throws a refusal where nobody is signed in. */
export async function callerOf(
  request: IncomingMessage,
  { registry, config }: Pick<ControlOptions, 'registry' | 'config'>,
): Promise<Caller> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (token === undefined) throw signInRequired('The Authorization header must be "Bearer" and a token.');
    if (config.adminToken !== null && isSame(token, config.adminToken)) return { kind: 'organiser' };
    const owner = await registry.findSession(hashKey(token));
    if (owner === undefined) throw signInRequired(whyUnknown(token));
    return { kind: 'team', ...owner };
  }

  const token = tokenInCookies(cookie);
  if (token === null) {
    throw signInRequired('The request has no token. Send the one you got on joining as "Authorization: Bearer dpt_…".');
  }
  if (!SAFE.has(request.method ?? '') && !isSameOrigin(request.headers, config.publicUrl)) {
    throw new Refusal(
      'cross-site-request',
      `A request that is signed in by cookie must come from ${config.publicUrl}. Send the token as bearer instead.`,
    );
  }
  const owner = await registry.findSession(hashKey(token));
  if (owner === undefined) throw signInRequired('Your session is over. Sign in again with your recovery code.');
  return { kind: 'team', ...owner };
}

/** Compares secrets in a time that tells nothing about them, neither letters nor length. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}

export function signInRequired(detail: string): Refusal {
  return new Refusal('sign-in-required', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

function whyUnknown(token: string): string {
  if (token.startsWith('dpi_')) {
    return 'This is a key for calling the sandbox. This API needs the token that you got on joining, dpt_….';
  }
  if (token.startsWith('dpt_')) return 'The token is not known or has expired. Sign in again with your recovery code.';
  return 'This is neither the token of a team (dpt_…) nor the admin token.';
}
