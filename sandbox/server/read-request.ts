import type { IncomingMessage } from 'node:http';
import type { Refusal } from './exchange.ts';

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
export function readRequest(req: IncomingMessage): Target | Refusal {
  const hosts = count('host', req.rawHeaders);
  if (hosts > 1) return malformed('The request has more than one Host header. Send exactly one.');
  if (hosts === 0 && req.httpVersion === '1.1') return malformed('The request has no Host header. HTTP/1.1 needs one.');
  if (req.method === 'TRACE') {
    return {
      problem: 'method-not-allowed',
      detail: 'TRACE is not answered here, because it would send your key back in plain text.',
      headers: ['Allow', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
    };
  }
  const { expect } = req.headers;
  if (expect !== undefined && expect.toLowerCase() !== '100-continue') {
    return {
      problem: 'request-malformed',
      detail: 'The only expectation that is understood is "Expect: 100-continue". Leave the header out.',
      members: { status: 417 },
    };
  }
  return readTarget(req.url ?? '');
}

function readTarget(url: string): Target | Refusal {
  if (url.length > MAX_URL) {
    return { problem: 'uri-too-long', detail: `The URL has ${url.length} bytes; at most ${MAX_URL} are read.` };
  }
  let origin = url;
  if (!url.startsWith('/')) {
    const afterAuthority = /^https?:\/\/[A-Za-z0-9.[\]:-]+(?=$|[/?])/i.exec(url);
    if (afterAuthority === null) {
      return malformed(
        'The first line of the request must name a path that begins with /, such as GET /catalogue.json.',
      );
    }
    // A URL as proxies get it. Its host is ours or not: this server has one site only.
    origin = url.slice(afterAuthority[0].length);
    if (!origin.startsWith('/')) origin = `/${origin}`;
  }
  if (origin.includes('#'))
    return malformed('The URL has a #. What stands behind it is not for the server: leave it out.');
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

function malformed(detail: string): Refusal {
  return { problem: 'request-malformed', detail };
}
