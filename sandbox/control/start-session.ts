import type { IncomingMessage } from 'node:http';
import { hashKey, makeToken } from '../keys/index.ts';
import type { NewSession } from '../registry/index.ts';
import { isSameOrigin } from '../server/same-origin.ts';
import type { Services } from './route.ts';
import { SESSION_SECONDS, sessionCookie } from './session-cookie.ts';

/** A session to be added to the registry, and what its owner gets of it. */
export interface SessionToStart {
  record: NewSession;
  shown: { token: string; tokenExpiresAt: string };
}

export function newSession(): SessionToStart {
  const token = makeToken();
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1000).toISOString();
  return { record: { tokenHash: hashKey(token), expiresAt }, shown: { token, tokenExpiresAt: expiresAt } };
}

/** The header that signs a browser in; none for a page of another site, which must not choose who is signed in here. */
export function cookieHeader(
  token: string,
  { headers }: IncomingMessage,
  { config }: Pick<Services, 'config'>,
): Record<string, string> {
  const fromBrowser = headers['sec-fetch-site'] !== undefined || headers.origin !== undefined;
  if (fromBrowser && !isSameOrigin(headers, config.publicUrl)) return {};
  return { 'Set-Cookie': sessionCookie(token, config.publicUrl) };
}
