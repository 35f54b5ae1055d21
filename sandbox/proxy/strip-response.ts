import type { IncomingHttpHeaders } from 'node:http';
import { isOurs } from '../gateway/answer-headers.ts';
import { nominated } from './strip-request.ts';

/** Takes away, in place, every header of an upstream's answer that is for the hop, or not the upstream's to say. */
export function stripResponse(headers: IncomingHttpHeaders): void {
  const perHop = new Set(nominated(headers.connection));
  for (const name of Object.keys(headers)) {
    if (name !== 'content-length' && (isOurs(name) || perHop.has(name))) delete headers[name];
  }
}

/**
 * The `Location` of an upstream's answer as a caller can follow it: what lies below the upstream's base becomes a path of
 * the sandbox; anything else stays.
 */
export function sandboxLocation(location: string, base: URL, basePath: string): string {
  const url = URL.parse(location, base);
  const prefix = base.pathname.replace(/\/$/, '');
  if (url === null || url.origin !== base.origin) return location;
  if (url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`)) return location;
  return `${basePath}${url.pathname.slice(prefix.length)}${url.search}`;
}
