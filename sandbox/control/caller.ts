import type { IncomingMessage } from 'node:http';
import { ProblemError } from '@dpi/specs/problem';
import { hashKey, KEY_PREFIX, TOKEN_PREFIX } from '../keys/index.ts';
import type { SessionOwner } from '../registry/index.ts';
import { bearerToken } from '../server/organisers.ts';
import { isSameOrigin } from '../server/same-origin.ts';
import type { ControlOptions } from './options.ts';
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
  {
    registry,
    organisers,
    config,
  }: Pick<ControlOptions, 'registry' | 'organisers'> & { config: Pick<ControlOptions['config'], 'publicUrl'> },
): Promise<Caller> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const token = bearerToken(authorization);
    if (token === null) throw signInRequired('not-bearer');
    if (!OURS.test(token)) {
      const judged = organisers.judge(request, token);
      if (judged === true) return { kind: 'organiser' };
      if (judged !== false) throw new ProblemError(judged.id, judged.detail, judged);
    }
    const owner = await registry.findSession(hashKey(token));
    if (owner === undefined) throw signInRequired(whyUnknown(token));
    return { kind: 'team', ...owner };
  }

  const token = tokenInCookies(cookie);
  if (token === null) {
    throw signInRequired('no-token');
  }
  if (!SAFE.has(request.method ?? '') && !isSameOrigin(request.headers, config.publicUrl)) {
    const values = { url: config.publicUrl };
    throw new ProblemError('cross-site-request', { id: 'control.signing-in.cross-site', values });
  }
  const owner = await registry.findSession(hashKey(token));
  if (owner === undefined) throw signInRequired('session-over');
  return { kind: 'team', ...owner };
}

/** @param reason name of the message */
export function signInRequired(reason: string): ProblemError {
  const detail = { id: `control.signing-in.${reason}` };
  return new ProblemError('sign-in-required', detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

function whyUnknown(token: string): string {
  if (token.startsWith(KEY_PREFIX)) return 'is-key';
  return token.startsWith(TOKEN_PREFIX) ? 'token-unknown' : 'no-such-token';
}
