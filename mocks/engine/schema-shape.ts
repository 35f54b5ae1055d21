import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Schema, Service } from '@dpi/specs/model';

const REFERENCE = '#/components/schemas/';

/** What a schema says of one place in a request, whatever it is composed of. */
export interface SchemaShape {
  /** The value is one of a few: an enum, a constant or a boolean. */
  isChoice: boolean;
  /** Values that stand for a value that is left out. */
  defaults: JsonValue[];
  /** `null` where nothing is declared of the member. */
  member(name: string): SchemaShape | null;
  /** Of the items of a list; `null` where nothing is declared of them. */
  items(): SchemaShape | null;
}

/** The schema that a reference by name leads to; a schema without a reference is itself. */
export function resolveSchema(schema: Schema, schemas: Service['schemas']): Schema {
  const name = schema.$ref?.slice(REFERENCE.length);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** Reads the schemas of a service. References, `allOf`, `anyOf`, `oneOf` and conditions count alike. */
export function schemaShapes(schemas: Service['schemas']): (schema: Schema) => SchemaShape {
  const known = new WeakMap<Schema, SchemaShape>();

  function expand(schema: Schema, parts: Set<Schema>): void {
    const resolved = resolveSchema(schema, schemas);
    if (parts.has(schema) || parts.has(resolved)) return;
    parts.add(schema);
    parts.add(resolved);
    const { then, else: otherwise } = resolved as { then?: unknown; else?: unknown };
    const conditions = [then, otherwise].filter(isObject) as Schema[];
    for (const part of [resolved.allOf, resolved.anyOf, resolved.oneOf, conditions]) {
      for (const inner of part ?? []) expand(inner, parts);
    }
  }

  function shapeOf(given: Schema[]): SchemaShape | null {
    const [only, ...others] = given;
    if (only === undefined) return null;
    const before = others.length === 0 ? known.get(only) : undefined;
    if (before !== undefined) return before;
    const parts = new Set<Schema>();
    for (const schema of given) expand(schema, parts);
    const shape = shapeOfParts([...parts]);
    // Compositions are few and lead to schemas that are known; to keep them all would let requests fill the memory.
    if (others.length === 0) known.set(only, shape);
    return shape;
  }

  function shapeOfParts(parts: Schema[]): SchemaShape {
    return {
      isChoice: parts.some(
        ({ enum: values, const: constant, type }) =>
          values !== undefined || constant !== undefined || type === 'boolean' || type?.includes('boolean') === true,
      ),
      defaults: parts.flatMap((part) => (part.default === undefined ? [] : [part.default])),
      member(name) {
        return shapeOf(
          parts.flatMap(({ properties = {} }) => {
            const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
            return member === undefined ? [] : [member];
          }),
        );
      },
      items() {
        return shapeOf(parts.flatMap(({ items }) => (isObject(items) ? [items as Schema] : [])));
      },
    };
  }

  return (schema) => shapeOf([schema]) ?? shapeOfParts([]);
}
