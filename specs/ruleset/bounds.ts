import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject, objectsIn } from '../json/value.ts';

/**
 * Makes a test for the schemas of one walk: whether a schema is bounded by itself, by what it is composed of, or, as a part of
 * another schema, by that one or a part beside it. Schemas are given from the outside in, as a visitor meets them.
 * @param isBounded looks at one schema alone
 */
export function boundsOf(
  isBounded: (schema: JsonObject) => boolean,
): (schema: object, context: Pick<UserContext, 'resolve'>) => boolean {
  const known = new WeakMap<object, boolean>();
  const parts = new WeakSet<object>();

  function isComposedBounded(schema: JsonObject, { resolve }: Pick<UserContext, 'resolve'>, from?: string): boolean {
    const answer = known.get(schema);
    if (answer !== undefined) return answer;
    // The answer for a schema that is composed of itself.
    known.set(schema, false);
    const isPartBounded = (part: JsonObject) => {
      const { node, location } = resolve<JsonObject>(part, from);
      return isObject(node) && isComposedBounded(node, { resolve }, location?.source.absoluteRef ?? from);
    };
    const bounded =
      isBounded(schema) ||
      objectsIn(schema.allOf).some(isPartBounded) ||
      [objectsIn(schema.oneOf), objectsIn(schema.anyOf)].some((list) => list.length > 0 && list.every(isPartBounded));
    known.set(schema, bounded);
    return bounded;
  }

  return (node, context) => {
    const schema = node as JsonObject;
    const bounded = parts.has(schema) || isComposedBounded(schema, context);
    if (bounded) {
      for (const part of [...objectsIn(schema.allOf), ...objectsIn(schema.oneOf), ...objectsIn(schema.anyOf)])
        parts.add(part);
    }
    return bounded;
  };
}
