import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../json/value.ts';

/** What a parameter or header carries: itself, and the properties of an object in it. Its description counts as its schema's. */
export function parameterSubjects(
  parameter: JsonObject,
  { resolve }: Pick<UserContext, 'resolve'>,
): { name: string; schema: JsonObject }[] {
  const name = String(parameter.name);
  const contents = isObject(parameter.content) ? Object.values(parameter.content).filter(isObject) : [];
  const declared = [parameter.schema, ...contents.map(({ schema }) => schema)].filter(isObject);
  const own: JsonObject = typeof parameter.description === 'string' ? { description: parameter.description } : {};
  const subjects = declared.flatMap((entry) => {
    const schema = resolve<JsonObject>(entry).node;
    if (!isObject(schema)) return [];
    const item = isObject(schema.items) ? resolve<JsonObject>(schema.items).node : undefined;
    const properties = Object.entries(isObject(schema.properties) ? schema.properties : {}).flatMap(
      ([key, property]) => {
        const { node } = isObject(property) ? resolve<JsonObject>(property) : {};
        return isObject(node) ? [{ name: key, schema: node }] : [];
      },
    );
    return [
      { name, schema: { ...own, ...schema } },
      ...(isObject(item) ? [{ name, schema: item }] : []),
      ...properties,
    ];
  });
  return subjects.length > 0 ? subjects : [{ name, schema: own }];
}
