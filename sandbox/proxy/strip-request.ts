import type { IncomingHttpHeaders } from 'node:http';
import { CALLER_HEADER } from '../caller/index.ts';
import { holdsSecret } from '../keys/index.ts';

/** Meant for the next hop only (RFC 9110, 7.6.1), or claims about the caller that only a proxy may make. */
const NOT_FORWARDED = new Set([
  'connection',
  'expect',
  'forwarded',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'via',
  'x-real-ip',
  // The portal's own session: browsers send it along, because portal and sandbox share an origin.
  'cookie',
  // What the gateway says of the caller, nobody else may.
  CALLER_HEADER,
]);

/** Say where a body ends. A caller who names them in Connection wants two servers to disagree about that. */
const FRAMING = new Set(['content-length', 'transfer-encoding', 'host']);

/**
 * Takes away, in place, every header of a request that is not for the upstream. Many servers read `_` in a name as `-`,
 * so here it is the same letter too.
 */
export function stripRequest(headers: IncomingHttpHeaders): void {
  for (const name of nominated(headers.connection)) {
    if (!FRAMING.has(name)) delete headers[name];
  }
  for (const name in headers) {
    const read = name.replaceAll('_', '-');
    if (NOT_FORWARDED.has(read) || read.startsWith('x-forwarded-') || holdsSecret(String(headers[name]))) {
      delete headers[name];
    }
  }
}

/** Header names, in lower case, that a Connection header says are for this hop only. */
export function nominated(connection: string | undefined): string[] {
  return (connection ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}
