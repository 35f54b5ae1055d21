import type { JsonObject } from '../../json/value.ts';
import type { Level } from '../change.ts';

const STABILITY = ['draft', 'alpha', 'beta', 'stable'];

/** Nobody was promised that a draft or an alpha stays as it is. */
export function isUnstable(operation: JsonObject): boolean {
  return ['draft', 'alpha'].includes(String(operation['x-stability-level']));
}

/**
 * How a removal was announced: the end of its id, and what it means.
 * @param service whose last day holds where none of its own is named
 */
export function removalOf(
  removed: JsonObject,
  today: string,
  service: JsonObject = {},
): { end: string; level: Level; from?: string } {
  if (isUnstable(removed)) return { end: 'removed-while-unstable', level: 'harmless' };
  if (removed.deprecated !== true) return { end: 'removed-without-deprecation', level: 'breaking' };
  const written = sunsetOf(removed) ?? sunsetOf(service);
  if (written === undefined) return { end: 'removed-with-deprecation', level: 'harmless' };
  const day = dayOf(written);
  if (day === null) return { end: 'sunset-parse', level: 'breaking', from: String(written) };
  if (day > today) return { end: 'removed-before-sunset', level: 'breaking', from: day };
  return { end: 'removed-with-deprecation', level: 'harmless' };
}

/** Deprecation, its last day, and stability: what callers were promised of an operation or a parameter. */
export function comparePromises(
  kind: 'operation' | 'parameter',
  from: JsonObject,
  to: JsonObject,
  today: string,
  add: (id: string, level: Level, values?: Record<string, string>) => void,
): void {
  const ids = PROMISES[kind];
  const [was, is] = [from.deprecated === true, to.deprecated === true];
  const [before, now] = [sunsetOf(from), sunsetOf(to)];
  if (was && !is) add(ids.reactivated, 'harmless');
  if (!is || (was && before === now)) return;
  const last = dayOf(now);
  if (now === undefined) {
    if (was) add(ids.sunsetDeleted, 'breaking', { from: String(before) });
    else add(ids.deprecated, 'harmless');
  } else if (last === null) add(ids.sunsetUnreadable, 'breaking', { to: String(now) });
  else if (was && before !== undefined) {
    const old = dayOf(before);
    if (old === null || last < old) add(ids.sunsetEarlier, 'breaking', { from: String(before), to: last });
  } else if (last < today) add(ids.sunsetPast, 'breaking', { to: last });
  else add(ids.withSunset, 'harmless', { to: last });
}

const PROMISES = {
  operation: {
    deprecated: 'endpoint-deprecated',
    withSunset: 'endpoint-deprecated-with-sunset',
    reactivated: 'endpoint-reactivated',
    sunsetDeleted: 'sunset-deleted',
    sunsetUnreadable: 'api-deprecated-sunset-parse',
    sunsetPast: 'api-sunset-date-too-small',
    sunsetEarlier: 'api-sunset-date-changed-too-small',
  },
  parameter: {
    deprecated: 'request-parameter-deprecated',
    withSunset: 'request-parameter-deprecated-with-sunset',
    reactivated: 'request-parameter-reactivated',
    sunsetDeleted: 'request-parameter-sunset-deleted',
    sunsetUnreadable: 'request-parameter-sunset-parse',
    sunsetPast: 'request-parameter-sunset-date-too-small',
    sunsetEarlier: 'request-parameter-sunset-date-changed-too-small',
  },
};

export function compareStability(
  from: JsonObject,
  to: JsonObject,
  add: (id: string, level: Level, values?: Record<string, string>) => void,
): void {
  const [before, now] = [from['x-stability-level'], to['x-stability-level']];
  if (before === now) return;
  const values = { from: String(before ?? 'stable'), to: String(now ?? 'stable') };
  const [old, fresh] = [STABILITY.indexOf(values.from), STABILITY.indexOf(values.to)];
  if (fresh === -1) add('api-invalid-stability-level', 'breaking', values);
  else if (fresh < old) add('api-stability-decreased', 'breaking', values);
  else add('api-stability-increased', 'harmless', values);
}

function sunsetOf(node: JsonObject): unknown {
  return node['x-sunset'] ?? node['x-sunset-at'];
}

/** The day of a date or a time, such as `2027-06-30`; `null` where it is neither. */
function dayOf(written: unknown): string | null {
  const [day] = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(String(written)) ?? [];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : null;
}
