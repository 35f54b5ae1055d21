import { CORS_HEADERS } from './cors.ts';

/**
 * On every answer of the sandbox. What a spec's example or an agency's server says is not ours: should a browser ever
 * open it as a page, it may run nothing on the portal's origin.
 */
export const SANDBOX_HEADERS = [
  ...CORS_HEADERS,
  'Content-Security-Policy',
  "default-src 'none'; sandbox",
  'X-Content-Type-Options',
  'nosniff',
  'Cache-Control',
  'no-store',
];

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
