import type { Oas3Visitor, UserContext } from '@redocly/openapi-core';
import { isObject } from '../json/value.ts';
import { plain } from './rule.ts';

type Path = (string | number)[];

/**
 * A visitor for every text in the examples of a document: those of media types, parameters, headers and schemas, with the
 * place below the visited node and the objects around it, from the outside in.
 */
export function exampleStrings(
  look: (text: string, context: UserContext, path: Path, around: object[]) => void,
): Oas3Visitor {
  const walk = (value: unknown, context: UserContext, path: Path, around: object[]): void => {
    if (typeof value === 'string') {
      look(value, context, path, around);
    } else if (Array.isArray(value)) {
      for (const [index, child] of value.entries()) walk(child, context, [...path, index], around);
    } else if (isObject(value)) {
      for (const [key, child] of Object.entries(value)) walk(child, context, [...path, key], [...around, value]);
    }
  };
  const single = (node: { example?: unknown }, context: UserContext) => walk(node.example, context, ['example'], []);
  return {
    Example: (node, context) => walk(node.value, context, ['value'], []),
    MediaType: single,
    Parameter: single,
    Header: single,
    Schema(node, context) {
      single(node, context);
      const { examples } = plain(node);
      for (const [index, value] of (Array.isArray(examples) ? examples : []).entries())
        walk(value, context, ['examples', index], []);
    },
  };
}
