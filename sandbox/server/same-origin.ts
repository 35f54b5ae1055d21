import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser sent the request from a page of this platform. Browsers say so in `Sec-Fetch-Site`, older ones in
 * `Origin` only; a request that says neither is not trusted.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.origin === undefined || headers.host === undefined) return false;
  // The platform may be reached by another name than PUBLIC_URL, such as 127.0.0.1; no foreign page can forge Host.
  return headers.origin === publicUrl || URL.parse(headers.origin)?.host === headers.host;
}
