import type { UserContext } from '@redocly/openapi-core';
import { unescapeSegment } from '../json/pointer.ts';
import { isObject } from '../json/value.ts';

/** Keys that lead to a schema and say nothing of what it is. */
const NAMELESS = /^(schema|items|prefixItems|additionalProperties|allOf|anyOf|oneOf|\d+)$/;

/** What a reader calls the schema a visitor is at: the property, parameter, header, media type or component that has it. */
export function schemaName({ parent, location }: Pick<UserContext, 'parent' | 'location'>): string {
  const isNamed = location.pointer.split('/').at(-2) === 'properties';
  if (!isNamed && isObject(parent) && typeof parent.name === 'string' && location.pointer.endsWith('/schema'))
    return parent.name;
  return nameIn(location.pointer);
}

/** The last part of a JSON Pointer that names something. */
export function nameIn(pointer: string): string {
  const path = pointer.split('/').map(unescapeSegment);
  const index = path.findLastIndex((part, place) => path[place - 1] === 'properties' || !NAMELESS.test(part));
  return path[index] ?? '';
}
