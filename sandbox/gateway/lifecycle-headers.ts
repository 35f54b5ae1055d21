import type { Operation, Service } from '@dpi/specs/model';

/**
 * Tells callers of a deprecated service or operation that it will go: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594)
 * where the spec names the days, and always a link to the page that says more.
 *
 * An operation that names no time of its own goes with its service.
 * @returns names and values in turn; empty for what is not deprecated
 */
export function lifecycleHeaders(service: Service, operation: Operation | null, publicUrl: string): string[] {
  const whole = service.lifecycle === 'deprecated' || service.lifecycle === 'retired';
  if (!whole && operation?.deprecated !== true) return [];

  const headers: string[] = [];
  const since = operation?.deprecatedAt ?? service.deprecatedAt;
  if (since !== null) headers.push('Deprecation', `@${Math.floor(Date.parse(since) / 1000)}`);
  const until = operation?.sunsetAt ?? service.sunsetAt;
  if (until !== null) headers.push('Sunset', new Date(until).toUTCString());
  const page = whole || operation === null ? service.url : operation.url;
  headers.push('Link', `<${publicUrl}${page}>; rel="deprecation"; type="text/html"`);
  return headers;
}
