import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Operation, Service } from '@dpi/specs/model';

/**
 * Tells callers of a deprecated service or operation that it will go: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594)
 * where the spec names the days, and always a link to the page that says more.
 *
 * The days are `x-deprecated-at` and `x-sunset-at`, ISO 8601, on the operation or in `info`.
 * @returns names and values in turn; empty for what is not deprecated
 */
export function lifecycleHeaders(service: Service, operation: Operation | null, publicUrl: string): string[] {
  const whole = service.lifecycle === 'deprecated' || service.lifecycle === 'retired';
  if (!whole && operation?.deprecated !== true) return [];

  const own = operation === null ? undefined : operationObject(service, operation);
  const headers: string[] = [];
  const since = time(own?.['x-deprecated-at'] ?? service.document.info['x-deprecated-at']);
  if (since !== null) headers.push('Deprecation', `@${Math.floor(since / 1000)}`);
  const until = time(own?.['x-sunset-at'] ?? service.document.info['x-sunset-at']);
  if (until !== null) headers.push('Sunset', new Date(until).toUTCString());
  const page = whole || operation === null ? service.url : operation.url;
  headers.push('Link', `<${publicUrl}${page}>; rel="deprecation"; type="text/html"`);
  return headers;
}

function operationObject(service: Service, operation: Operation): { [key: string]: JsonValue | undefined } | undefined {
  const object = service.document.paths?.[operation.path]?.[operation.method];
  return isObject(object) ? object : undefined;
}

function time(value: JsonValue | undefined): number | null {
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}
