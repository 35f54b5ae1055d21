import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject, objectsIn } from '../json/value.ts';

/**
 * The properties a schema has, those of the schemas it is composed of included.
 * @param file absolute path of the file that the schema stands in; the file of the visited node when absent
 */
export function propertyNames(schema: unknown, { resolve }: Pick<UserContext, 'resolve'>, file?: string): Set<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const collect = (entry: unknown, from?: string) => {
    if (!isObject(entry)) return;
    const { node, location } = resolve<JsonObject>(entry, from);
    if (!isObject(node) || seen.has(node)) return;
    seen.add(node);
    for (const name of Object.keys(isObject(node.properties) ? node.properties : {})) names.add(name);
    for (const part of [...objectsIn(node.allOf), ...objectsIn(node.oneOf), ...objectsIn(node.anyOf)]) {
      collect(part, location?.source.absoluteRef ?? from);
    }
  };
  collect(schema, file);
  return names;
}
