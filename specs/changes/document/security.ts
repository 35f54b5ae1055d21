import type { OpenApiDocument } from '../../catalogue/model.ts';
import { pointerTo } from '../../json/pointer.ts';
import { followed } from '../../json/reference.ts';
import { isObject, type JsonObject, stringsIn } from '../../json/value.ts';
import type { RawChange } from '../change.ts';
import type { Comparison } from './comparison.ts';

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
  const lost = from.filter((before) => !to.some((now) => asksNoMore(now, before)));
  if (lost.length > 0) return lost.map((before) => lostAlternative(before, to));
  const changes: SecurityChange[] = [];
  for (const now of to) {
    if (from.some((before) => isSame(before, now))) continue;
    const values = { name: titles(now) };
    const isLessScopes = from.some((before) => hasSameSchemes(now, before));
    const id = now.size === 0 ? 'became-open' : isLessScopes ? 'scope-removed' : 'alternative-added';
    changes.push({ id: `api-security-${id}`, level: 'harmless', values });
  }
  return changes;
}

function lostAlternative(before: Alternative, to: Alternative[]): SecurityChange {
  if (before.size === 0)
    return { id: 'api-security-added', level: 'breaking', values: { name: to.map(titles).join(' / ') } };
  const isMoreScopes = to.some((now) => hasSameSchemes(now, before));
  const id = isMoreScopes ? 'api-security-scope-added' : 'api-security-removed';
  return { id, level: 'breaking', values: { name: titles(before) } };
}

/** Where tokens come from: clients have these addresses in their settings, as they have those of servers. */
export function compareSecuritySchemes(comparison: Comparison): void {
  const [from, to] = [schemesIn(comparison.base), schemesIn(comparison.revision)];
  for (const [name, base] of Object.entries(from)) {
    const pointer = pointerTo(['components', 'securitySchemes', name]);
    for (const flow of Object.keys(flowsOf(base))) {
      if (isObject(to[name]) && flowsOf(to[name])[flow] === undefined)
        comparison.add('api-security-component-oauth-flow-removed', 'breaking', null, pointer, { name, from: flow });
    }
    for (const [keyword, id] of [
      ['authorizationUrl', 'oauth-url'],
      ['tokenUrl', 'oauth-token-url'],
      ['openIdConnectUrl', 'open-id-connect-url'],
    ] as const) {
      const [before, now] = [urlsIn(base, keyword), urlsIn(to[name], keyword)];
      const gone = before.filter((url) => !now.includes(url));
      if (gone.length === 0 || now.length === 0) continue;
      const values = { name, from: gone.join(', '), to: now.join(', ') };
      comparison.add(`api-security-component-${id}-changed`, 'warning', null, pointer, values);
    }
  }
}

function urlsIn(scheme: unknown, keyword: string): string[] {
  const holders = isObject(scheme) && scheme.type === 'openIdConnect' ? [scheme] : Object.values(flowsOf(scheme));
  return stringsIn(holders.map((holder) => (isObject(holder) ? holder[keyword] : undefined)));
}

function flowsOf(scheme: unknown): JsonObject {
  return isObject(scheme) && scheme.type === 'oauth2' && isObject(scheme.flows) ? scheme.flows : {};
}

function schemesIn({ components }: OpenApiDocument): JsonObject {
  const schemes = components?.securitySchemes;
  return isObject(schemes) ? schemes : {};
}

function alternatives(document: OpenApiDocument, operation: JsonObject): Alternative[] {
  const asked = Array.isArray(operation.security) ? operation.security : document.security;
  const found = (Array.isArray(asked) ? asked : []).filter(isObject).map((entry): Alternative => {
    const needed = Object.entries(entry);
    return new Map(needed.map(([title, scopes]) => [describe(document, title), { title, scopes: stringsIn(scopes) }]));
  });
  return found.length > 0 ? found : [new Map()];
}

/** A scheme by what a caller must do, so that one with another name, or another address, is the same. */
function describe(document: OpenApiDocument, title: string): string {
  const scheme = followed(document, schemesIn(document)[title]);
  if (scheme === null) return title;
  const { type, in: place, name, scheme: http } = scheme;
  if (type === 'apiKey') return JSON.stringify([type, place, place === 'header' ? String(name).toLowerCase() : name]);
  return JSON.stringify([type, typeof http === 'string' ? http.toLowerCase() : null]);
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

function hasSameSchemes(a: Alternative, b: Alternative): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}

function titles(alternative: Alternative): string {
  return [...alternative.values()].map(({ title }) => title).join(' + ') || '–';
}
