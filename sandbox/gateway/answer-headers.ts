import type { Fallback } from '@dpi/mocks';
import type { Fault } from '../faults/index.ts';

/** No browser takes an answer for anything else than its media type says. */
const NO_SNIFFING = ['X-Content-Type-Options', 'nosniff'];

/**
 * What a spec's example or an agency's server says is not ours: should a browser ever open it as a page, it may run
 * nothing on the portal's origin. JSON is never opened as one, and goes without a policy.
 */
const INERT = ['Content-Security-Policy', "default-src 'none'; sandbox", ...NO_SNIFFING];

/** Headers, names and values in turn, that keep an answer of some media type from doing anything in a browser. */
export function inertHeaders(contentType: string | undefined): string[] {
  return contentType === 'application/json' || contentType === 'application/problem+json' ? NO_SNIFFING : INERT;
}

/** How many of the places in which a request differs from an example are named. */
export const MAX_DIFFERENCES = 10;
const MAX_PATH = 200;

/** How many of the places that do not fit the schema are named. */
const MAX_MISFITS = 5;

/**
 * Headers, names and values in turn, that say that an answer is no example that fits the request. Of a made-up one, which
 * places do not fit the schema (RFC 9651, a parameter of the Item); of the first example, which one is nearest, and where the
 * request differs from it, such as `body /nid, query status`. Names are percent-encoded, except for the slashes of a JSON
 * Pointer.
 */
export function fallbackHeaders(fallback: Fallback): string[] {
  if (fallback.kind === 'generated') return ['X-Sandbox-Fallback', `generated${invalidParameter(fallback.misfits)}`];
  const { kind, nearest, differences } = fallback;
  const headers: string[] = ['X-Sandbox-Fallback', kind];
  if (nearest !== null) headers.push('X-Sandbox-Nearest', encodeURIComponent(nearest));
  const places = differences.slice(0, MAX_DIFFERENCES).map(({ in: part, path }) => {
    const name = encodeURIComponent(path.slice(0, MAX_PATH).toWellFormed()).replaceAll('%2F', '/');
    return `${part} ${name}`.trim();
  });
  if (places.length > 0) headers.push('X-Sandbox-Differs', places.join(', '));
  return headers;
}

/** Name and value of the header that says what went wrong on purpose, and by which fault of the team (RFC 9651, an Item). */
export function faultHeader({ id, kind }: Pick<Fault, 'id' | 'kind'>): string[] {
  return ['X-Sandbox-Fault', `${kind};id="${id}"`];
}

function invalidParameter(misfits: string[]): string {
  if (misfits.length === 0) return '';
  const places = misfits.slice(0, MAX_MISFITS).map((place) => place || '/');
  return `;invalid="${places
    .join(' ')
    .replace(/[^\x20-\x7e]/g, '?')
    .replace(/["\\]/g, '\\$&')}"`;
}

/** Names, in lower case, that the gateway alone sets: a mock or an upstream that sends them is not listened to. */
const OURS = new Set([
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-max-age',
  'accept-ch',
  'alt-svc',
  'attribution-reporting-register-source',
  'attribution-reporting-register-trigger',
  'cache-control',
  'clear-site-data',
  'connection',
  'content-length',
  'content-security-policy',
  'content-security-policy-report-only',
  'critical-ch',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'date',
  'deprecation',
  'document-policy',
  'expect-ct',
  'keep-alive',
  'nel',
  'observe-browsing-topics',
  'origin-agent-cluster',
  'origin-trial',
  'permissions-policy',
  'proxy-authenticate',
  'public-key-pins',
  'ratelimit',
  'ratelimit-policy',
  'refresh',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'set-cookie',
  'set-cookie2',
  'set-login',
  'speculation-rules',
  'strict-transport-security',
  'sunset',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-frame-options',
  'x-request-id',
]);

/** Families of such headers: what the gateway itself says of an answer, and orders to a proxy in front of the platform. */
const OURS_BY_PREFIX = /^x-(?:sandbox-|accel-|sendfile|lighttpd-)/i;

export function isOurs(name: string): boolean {
  return OURS.has(name) || OURS.has(name.toLowerCase()) || OURS_BY_PREFIX.test(name);
}
