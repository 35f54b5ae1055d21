import type { OpenApiDocument } from '../../catalogue/model.ts';
import { isObject, type JsonObject, objectsIn } from '../../json/value.ts';
import type { Comparison, Pair } from './comparison.ts';
import type { OperationPath } from './parameters.ts';

/** More URLs of one server than anybody lists. */
const MAX_URLS = 64;

/** Servers of all operations that name none of their own. */
export function compareServers(comparison: Comparison): void {
  compareUrls(comparison, urlsOf(comparison.base.servers), urlsOf(comparison.revision.servers), null, '/servers');
}

/** Servers of one operation where it, or its path, has some of its own. */
export function compareOperationServers(
  comparison: Comparison,
  name: string,
  { base, revision }: Pair,
  paths: { base: OperationPath; revision: OperationPath },
): void {
  const own = (operation: JsonObject, { item }: OperationPath) =>
    [operation.servers, item.value.servers].find((servers) => Array.isArray(servers) && servers.length > 0);
  const [from, to] = [own(base.value, paths.base), own(revision.value, paths.revision)];
  if (from === undefined && to === undefined) return;
  const urls = (servers: unknown, document: OpenApiDocument) => urlsOf(servers ?? document.servers);
  const [before, now] = [urls(from, comparison.base), urls(to, comparison.revision)];
  compareUrls(comparison, before, now, name, `${revision.pointer}/servers`);
}

function compareUrls(comparison: Comparison, from: string[], to: string[], operation: string | null, pointer: string) {
  for (const name of from)
    if (!to.includes(name)) comparison.add('api-server-removed', 'warning', operation, pointer, { name });
  for (const name of to)
    if (!from.includes(name)) comparison.add('api-server-added', 'harmless', operation, pointer, { name });
}

/** URLs of servers, their variables filled in, in one way of writing. */
function urlsOf(servers: unknown): string[] {
  const urls = objectsIn(servers).flatMap(({ url, variables }) => {
    if (typeof url !== 'string') return [];
    return Object.entries(isObject(variables) ? variables : {}).reduce<string[]>(
      (written, [name, variable]) =>
        written
          .flatMap((one) => valuesOf(variable).map((value) => one.replaceAll(`{${name}}`, value)))
          .slice(0, MAX_URLS),
      [url],
    );
  });
  return [...new Set(urls.map(plainUrl))].filter((url) => url !== '');
}

/** What may stand for a server variable; without a list anything may, so that its default counts. */
function valuesOf(variable: unknown): string[] {
  const { enum: values, default: preset } = isObject(variable) ? variable : {};
  const all = Array.isArray(values) && values.length > 0 ? values : [preset];
  return all.map(String);
}

/** The host in lower case, without the port that goes without saying, and no `/` at the end. */
function plainUrl(url: string): string {
  const [origin = ''] = /^\w+:\/\/[^/]*/.exec(url) ?? [];
  const host = origin.toLowerCase().replace(/^(https:.*):443$|^(http:.*):80$/, '$1$2');
  return `${host}${url.slice(origin.length)}`.replace(/\/+$/, '');
}
