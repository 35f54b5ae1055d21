import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject, objectsIn } from '../json/value.ts';
import type { Subject } from './rule.ts';
import { nameIn } from './schema-name.ts';

/** Ids of the classes whose data is about people. */
export function classesOfPeople({ dataClasses }: Pick<Subject, 'dataClasses'>): Set<string> {
  return new Set(dataClasses.filter(({ isOfPeople }) => isOfPeople).map(({ id }) => id));
}

type Resolve = Pick<UserContext, 'resolve'>;

/** The properties of a schema, each with what it refers to and what it says beside the reference. */
export function propertiesOf(schema: JsonObject, { resolve }: Resolve): Map<string, JsonObject> {
  const entries = Object.entries(isObject(schema.properties) ? schema.properties : {});
  return new Map(
    entries.flatMap(([name, property]) => {
      if (!isObject(property)) return [];
      const { node } = resolve<JsonObject>(property);
      return isObject(node) ? [[name, { ...node, ...property }] as const] : [];
    }),
  );
}

/** The class of data protection of a property: its own, or that of what it refers to, is composed of or lists; `null`: none. */
export function classOf(property: JsonObject, { resolve }: Resolve): string | null {
  const seen = new Set<unknown>();
  const look = (entry: unknown, from?: string): string | null => {
    if (!isObject(entry) || seen.has(entry)) return null;
    seen.add(entry);
    if (typeof entry['x-data-protection'] === 'string') return entry['x-data-protection'];
    const { node, location } = resolve<JsonObject>(entry, from);
    if (!isObject(node)) return null;
    if (typeof node['x-data-protection'] === 'string') return node['x-data-protection'];
    const file = location?.source.absoluteRef ?? from;
    const parts = [node.items, ...objectsIn(node.allOf), ...objectsIn(node.oneOf), ...objectsIn(node.anyOf)];
    for (const part of parts) {
      const found = look(part, file);
      if (found !== null) return found;
    }
    return null;
  };
  return look(property);
}

/** The name of the object whose properties a visitor looks at: that of its component or of the property it is the value of. */
export function objectName({ location }: Pick<UserContext, 'location'>): string {
  return nameIn(location.pointer);
}
