import type { JsonObject } from '../json/value.ts';
import { isNumeric } from '../numbers/index.ts';
import { visitObjects } from './data-places.ts';

/**
 * Rewrites, in place, what OpenAPI 3.1 says otherwise than 3.0: a list of examples, `const`, null among the types and exclusive
 * bounds. The shared standards are 3.1; a spec of 3.0 that refers to them gets them so.
 */
export function asOpenapi30(document: unknown): void {
  visitObjects(document, (object, kind) => {
    if (kind === 'object') rewrite(object);
  });
}

function rewrite(schema: JsonObject): void {
  const { examples, type } = schema;
  if (Array.isArray(examples)) {
    delete schema.examples;
    if (examples[0] !== undefined) schema.example ??= examples[0];
  }
  if (schema.const !== undefined) {
    schema.enum = [schema.const];
    delete schema.const;
  }
  if (Array.isArray(type) && type.includes('null') && type.length === 2) {
    schema.type = type.find((name) => name !== 'null');
    schema.nullable = true;
  }
  exclusive(schema, 'exclusiveMinimum', 'minimum', (bound, other) => bound >= other);
  exclusive(schema, 'exclusiveMaximum', 'maximum', (bound, other) => bound <= other);
}

/** A bound that is exclusive, unless the inclusive one beside it is stricter. */
function exclusive(
  schema: JsonObject,
  keyword: string,
  inclusive: string,
  isStricter: (bound: number, other: number) => boolean,
): void {
  const { [keyword]: bound, [inclusive]: other } = schema;
  if (!isNumeric(bound)) return;
  if (isNumeric(other) && !isStricter(Number(bound), Number(other))) {
    delete schema[keyword];
    return;
  }
  schema[inclusive] = bound;
  schema[keyword] = true;
}
