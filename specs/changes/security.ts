import { isObject, stringsIn } from '../catalogue/data-file.ts';
import type { JsonObject, OpenApiDocument } from '../catalogue/model.ts';
import type { RawChange } from './raw-change.ts';

type SecurityChange = Pick<RawChange, 'id' | 'level' | 'values'>;

/** What must be shown together: schemes, described so that equal ones are equal, with their scopes. */
type Alternative = Map<string, { title: string; scopes: string[] }>;

/**
 * What changes for callers who have what one of the base's alternatives asks for. Whoever could call before must still be
 * able to: for each alternative the revision must have one that asks for no more.
 */
export function compareSecurity(
  base: OpenApiDocument,
  baseOperation: JsonObject,
  revision: OpenApiDocument,
  revisionOperation: JsonObject,
): SecurityChange[] {
  const from = alternatives(base, baseOperation);
  const to = alternatives(revision, revisionOperation);
  const changes: SecurityChange[] = [];
  const isOpen = from.some(({ size }) => size === 0);
  for (const before of from) {
    if (to.some((now) => asksNoMore(now, before))) continue;
    const sameSchemes = to.find((now) => now.size === before.size && [...now.keys()].every((key) => before.has(key)));
    const name = titles(before);
    if (before.size === 0)
      changes.push({ id: 'api-security-added', level: 'breaking', values: { name: titles(to[0] ?? new Map()) } });
    else if (sameSchemes !== undefined)
      changes.push({ id: 'api-security-scope-added', level: 'breaking', values: { name } });
    else if (isOpen) continue;
    else changes.push({ id: 'api-security-removed', level: 'breaking', values: { name } });
  }
  for (const now of to) {
    if (!from.some((before) => isSame(before, now)) && changes.length === 0) {
      changes.push({
        id: now.size === 0 ? 'api-security-became-open' : 'api-security-alternative-added',
        level: 'harmless',
        values: { name: titles(now) },
      });
    }
  }
  return changes;
}

function alternatives(document: OpenApiDocument, operation: JsonObject): Alternative[] {
  const asked = Array.isArray(operation.security)
    ? operation.security
    : Array.isArray(document.security)
      ? document.security
      : [];
  const found = asked.filter(isObject).map((entry) => {
    const alternative: Alternative = new Map();
    for (const [title, scopes] of Object.entries(entry)) {
      alternative.set(describe(document, title), { title, scopes: stringsIn(scopes) });
    }
    return alternative;
  });
  return found.length > 0 ? found : [new Map()];
}

/** A scheme by what a caller must do, so that a renamed one is the same. */
function describe(document: OpenApiDocument, title: string): string {
  let scheme: unknown = document.components?.securitySchemes?.[title];
  if (isObject(scheme) && typeof scheme.$ref === 'string') {
    scheme = document.components?.securitySchemes?.[scheme.$ref.split('/').at(-1) ?? ''];
  }
  if (!isObject(scheme)) return title;
  const { type, in: place, name, scheme: http } = scheme;
  if (type === 'apiKey') return JSON.stringify([type, place, String(name).toLowerCase()]);
  if (type === 'http') return JSON.stringify([type, String(http).toLowerCase()]);
  return JSON.stringify([type, title]);
}

function asksNoMore(now: Alternative, before: Alternative): boolean {
  return [...now].every(([key, { scopes }]) => {
    const had = before.get(key);
    return had !== undefined && scopes.every((scope) => had.scopes.includes(scope));
  });
}

function isSame(a: Alternative, b: Alternative): boolean {
  return a.size === b.size && asksNoMore(a, b) && asksNoMore(b, a);
}

function titles(alternative: Alternative): string {
  return [...alternative.values()].map(({ title }) => title).join(' + ') || '–';
}
