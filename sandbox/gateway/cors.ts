import type { IncomingMessage } from 'node:http';

const ANY_ORIGIN = ['Access-Control-Allow-Origin', '*', 'Access-Control-Expose-Headers', '*'];
const NONE: string[] = [];

/**
 * Any page may call the sandbox: keys travel in a header, cookies are never looked at, so there is nothing that a foreign
 * page could borrow. Callers that are no pages (no `Origin`) need not be told.
 */
export function corsHeaders({ headers }: IncomingMessage): string[] {
  return headers.origin === undefined ? NONE : ANY_ORIGIN;
}

/** Seconds; browsers cap it, Firefox at a day and Chrome at two hours. */
const PREFLIGHT_MAX_AGE = '86400';

const HEADER_NAMES = /^[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,1000}$/;

/** Whether a browser asks if it may send the request it has in mind. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

/** Headers of the answer to a preflight: yes, whatever it is. */
export function preflightHeaders({ headers }: IncomingMessage): string[] {
  const wanted = headers['access-control-request-headers'];
  return [
    'Access-Control-Allow-Origin',
    '*',
    'Access-Control-Allow-Methods',
    'GET, HEAD, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers',
    wanted !== undefined && HEADER_NAMES.test(wanted) ? wanted : 'X-API-Key, Authorization, Content-Type, Prefer',
    'Access-Control-Max-Age',
    PREFLIGHT_MAX_AGE,
    'Vary',
    'Access-Control-Request-Headers',
  ];
}
