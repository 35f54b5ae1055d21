import type { IncomingMessage } from 'node:http';
import { hashKey } from '../keys/index.ts';
import type { SessionOwner } from '../registry/index.ts';
import { bearerToken } from '../server/organisers.ts';
import type { ControlOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import { isSameOrigin } from './same-origin.ts';
import { tokenInCookies } from './session-cookie.ts';

/** Who is signed in. */
export type Caller = { kind: 'organiser' } | ({ kind: 'team' } & SessionOwner);

/** Methods that change nothing, and may therefore come from anywhere. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Keys and tokens of teams: nobody guesses those. */
const OURS = /^dp[it]_/;

/** Who sent a request: by bearer token, else by session cookie. Throws a refusal where nobody is signed in. */
export async function callerOf(
  request: IncomingMessage,
  { registry, organisers, config }: Pick<ControlOptions, 'registry' | 'organisers' | 'config'>,
): Promise<Caller> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const token = bearerToken(authorization);
    if (token === null) throw signInRequired('The Authorization header must be "Bearer" and a token.');
    if (!OURS.test(token)) {
      const judged = organisers.judge(request, token);
      if (judged === true) return { kind: 'organiser' };
      if (judged !== false)
        throw new Refusal(judged.problem, judged.detail, { headers: Object.fromEntries([judged.headers ?? []]) });
    }
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
