import type { UserContext } from '@redocly/openapi-core';
import { isObject } from '../catalogue/data-file.ts';

/** Keys that lead to a schema and say nothing of what it is. */
const NAMELESS = /^(schema|items|prefixItems|additionalProperties|allOf|anyOf|oneOf|\d+)$/;

/** What a reader calls the schema a visitor is at: the property, parameter, header, media type or component that has it. */
export function schemaName({ parent, location }: Pick<UserContext, 'parent' | 'location'>): string {
  const path = location.pointer.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const isNamed = path.at(-2) === 'properties';
  if (!isNamed && isObject(parent) && typeof parent.name === 'string' && path.at(-1) === 'schema') return parent.name;
  const index = path.findLastIndex((part, place) => path[place - 1] === 'properties' || !NAMELESS.test(part));
  return path[index] ?? '';
}
