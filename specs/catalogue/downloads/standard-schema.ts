import { fragmentTo } from '../../json/pointer.ts';
import { isObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { nameInReference } from '../../schema/schema-reference.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMAS } from '../../schema/subschemas.ts';
import type { Standard } from '../model.ts';

/** Where a standard's JSON Schema is: `/standards/nid/v1/schema.json`. */
export function standardSchemaPath({ id, source }: Standard): string {
  return `/standards/${id}/${source.slice(0, source.indexOf('/'))}/schema.json`;
}

/** A standard as one JSON Schema (2020-12) with its address as `$id`; standards that it is made of are in `$defs`. */
export function standardSchema(standard: Standard, standards: Standard[], publicUrl: string): JsonObject {
  const $defs: JsonObject = {};
  const withDefs = (schema: JsonObject): JsonObject => {
    const copy: JsonObject = { ...schema };
    const name = nameInReference(schema.$ref);
    if (name !== null) copy.$ref = fragmentTo(['$defs', name]);
    const part = name === null || Object.hasOwn($defs, name) ? undefined : standards.find(isNamed(name));
    if (part !== undefined && name !== null) {
      // A schema may refer to itself.
      $defs[name] = {};
      $defs[name] = withDefs(part.schema as JsonObject);
    }
    const child = (value: JsonValue | undefined) => (isObject(value) ? withDefs(value) : value);
    for (const keyword of SINGLE_SCHEMAS) if (copy[keyword] !== undefined) copy[keyword] = child(copy[keyword]);
    for (const keyword of SCHEMA_LISTS) {
      const list = copy[keyword];
      if (Array.isArray(list)) copy[keyword] = list.map((value) => child(value) ?? null);
    }
    for (const keyword of SCHEMA_MAPS) {
      const map = copy[keyword];
      if (isObject(map))
        copy[keyword] = Object.fromEntries(Object.entries(map).map(([key, value]) => [key, child(value)]));
    }
    return copy;
  };
  const { title, description, ...schema } = withDefs(standard.schema as JsonObject);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: publicUrl + standardSchemaPath(standard),
    title: title ?? standard.title,
    description: standard.description || description,
    ...schema,
    ...(Object.keys($defs).length > 0 && { $defs }),
  };
}

/** Whether a standard is a schema that others refer to by this name. */
function isNamed(name: string): (standard: Pick<Standard, 'source'>) => boolean {
  return ({ source }) => source.endsWith(`#/schemas/${name}`);
}
