import { pointerTo } from '../../json/pointer.ts';
import { isObject, type JsonObject, stringsIn } from '../../json/value.ts';
import { keywordsOf } from '../schema/canonical.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';
import type { Node } from './comparison.ts';

/** Keywords of an object of which each property can be compared by itself. */
const LOOSE = new Set(['type', 'properties', 'required', 'additionalProperties']);

/**
 * The parameters that an exploded object in the query is on the wire: one for each property, and none of its own name (OpenAPI,
 * Style Values). `null` for any other parameter, and for an object whose properties depend on each other.
 * @param isBase a property is required of everybody only where the object is; in the revision it may be asked for as soon as
 * another property is there
 */
export function explodedProperties(
  { value, pointer }: Node,
  reader: SchemaReader,
  isBase: boolean,
): { name: string; parameter: Node }[] | null {
  const isForm = value.style === undefined || value.style === 'form';
  const isExploded = (value.in === 'query' || value.in === 'cookie') && isForm && value.explode !== false;
  if (!isExploded || isObject(value.content)) return null;
  const schema = reader.read(value.schema);
  if (typeof schema !== 'object' || !isObject(schema.properties)) return null;
  if (!keywordsOf(schema).every((keyword) => LOOSE.has(keyword))) return null;
  const needed = stringsIn(schema.required);
  if (!isBase && value.required === true && needed.length === 0) return null;
  const isInline = isObject(value.schema) && isObject(value.schema.properties);
  return Object.entries(schema.properties).map(([name, property]) => {
    const parameter: JsonObject = {
      name,
      in: value.in,
      required: needed.includes(name) && (!isBase || value.required === true),
      schema: property as JsonObject,
    };
    const path = pointerTo(['schema', 'properties', name]);
    return { name, parameter: { value: parameter, pointer: isInline ? pointer + path : pointer } };
  });
}
