import type { IncomingMessage } from 'node:http';
import type { Problem } from '@dpi/specs/problem';

/** Longest path and query, in bytes. */
export const MAX_URL = 8192;

export interface Target {
  path: string;
  query: string;
}

/**
 * Checks what Node's parser lets through but no honest caller sends, and takes the request's target apart.
 * What it refuses are the ways in which two servers come to read one request differently (RFC 9112, 3.2 and 11).
 */
export function readRequest(req: IncomingMessage): Target | Problem {
  const hosts = count('host', req.rawHeaders);
  if (hosts > 1) return malformed('many-hosts');
  if (hosts === 0 && req.httpVersion === '1.1') return malformed('no-host');
  if (req.method === 'TRACE') {
    return {
      id: 'method-not-allowed',
      detail: { id: 'sandbox.request.trace' },
      headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' },
    };
  }
  const { expect } = req.headers;
  if (expect !== undefined && expect.toLowerCase() !== '100-continue') {
    return { ...malformed('expectation'), status: 417 };
  }
  return readTarget(req.url ?? '');
}

function readTarget(url: string): Target | Problem {
  if (url.length > MAX_URL) {
    const values = { length: url.length, limit: MAX_URL };
    return { id: 'uri-too-long', detail: { id: 'sandbox.request.uri-too-long', values } };
  }
  let origin = url;
  if (!url.startsWith('/')) {
    const afterAuthority = /^https?:\/\/[A-Za-z0-9.[\]:-]+(?=$|[/?])/i.exec(url);
    if (afterAuthority === null) return malformed('no-path');
    // A URL as proxies get it. Its host is ours or not: this server has one site only.
    origin = url.slice(afterAuthority[0].length);
    if (!origin.startsWith('/')) origin = `/${origin}`;
  }
  if (origin.includes('#')) return malformed('fragment');
  const at = origin.indexOf('?');
  return at === -1 ? { path: origin, query: '' } : { path: origin.slice(0, at), query: origin.slice(at + 1) };
}

/** How often a header was sent. `req.headers` cannot tell: it keeps one. */
function count(name: string, rawHeaders: string[]): number {
  let found = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const header = rawHeaders[at];
    if (header !== undefined && header.length === name.length && header.toLowerCase() === name) found += 1;
  }
  return found;
}

/** @param reason name of the message */
function malformed(reason: string): Problem {
  return { id: 'request-malformed', detail: { id: `sandbox.request.${reason}` } };
}
