import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Schema, Service } from '@dpi/specs/model';
import { schemaAt } from '@dpi/specs/schema-reference';

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

/** Reads the schemas of a service. References, `allOf`, `anyOf`, `oneOf` and conditions count alike. */
export function schemaShapes(schemas: Service['schemas']): (schema: Schema) => SchemaShape {
  const known = new WeakMap<Schema, SchemaShape>();

  function expand(schema: Schema, parts: Set<Schema>): void {
    if (parts.has(schema)) return;
    parts.add(schema);
    const target = schemaAt(schema.$ref, schemas);
    if (target !== undefined) expand(target, parts);
    const { then, else: otherwise } = schema as { then?: unknown; else?: unknown };
    const conditions = [then, otherwise].filter(isObject) as Schema[];
    for (const part of [schema.allOf, schema.anyOf, schema.oneOf, conditions]) {
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
