/**
 * What a spec's example or an agency's server says is not ours: should a browser ever open it as a page, it may run
 * nothing on the portal's origin. JSON is never opened as one, and goes without.
 */
const INERT = ['Content-Security-Policy', "default-src 'none'; sandbox", 'X-Content-Type-Options', 'nosniff'];
const NONE: string[] = [];

/** Headers, names and values in turn, that keep an answer of some media type from doing anything in a browser. */
export function inertHeaders(contentType: string | undefined): string[] {
  return contentType === 'application/json' || contentType === 'application/problem+json' ? NONE : INERT;
}

/** Names, in lower case, that the gateway alone sets: a mock or an upstream that sends them is not listened to. */
const OURS = new Set([
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'alt-svc',
  'cache-control',
  'clear-site-data',
  'connection',
  'content-length',
  'content-security-policy',
  'date',
  'deprecation',
  'keep-alive',
  'proxy-authenticate',
  'ratelimit',
  'ratelimit-policy',
  'refresh',
  'service-worker-allowed',
  'set-cookie',
  'strict-transport-security',
  'sunset',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-content-type-options',
  'x-request-id',
]);

export function isOurs(name: string): boolean {
  return OURS.has(name) || OURS.has(name.toLowerCase());
}
