import type { UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject, objectsIn } from '../json/value.ts';

/** The parameters of the operation a visitor is at, those of its path included, with what they refer to. */
export function parametersOf(
  operation: object,
  { resolve, parent }: Pick<UserContext, 'resolve' | 'parent'>,
): JsonObject[] {
  const shared = isObject(parent) ? objectsIn(parent.parameters) : [];
  return [...shared, ...objectsIn((operation as JsonObject).parameters)].flatMap((entry) => {
    const { node } = resolve<JsonObject>(entry);
    return isObject(node) ? [node] : [];
  });
}
