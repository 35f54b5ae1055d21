import { boundsOf } from '../bounds.ts';
import type { Rule } from '../rule.ts';
import { schemaName } from '../schema-name.ts';
import { typesOf } from '../schema-types.ts';

const NUMBERS = ['integer', 'number'];

/** In OpenAPI 3.0 an exclusive bound is a boolean beside the bound. */
function isSet(...bounds: unknown[]): boolean {
  return bounds.some((bound) => typeof bound === 'number');
}

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => {
    const isBounded = boundsOf((schema) => {
      const types = typesOf(schema);
      return (
        (types.length > 0 && !types.some((type) => NUMBERS.includes(type))) ||
        schema.enum !== undefined ||
        schema.const !== undefined ||
        (isSet(schema.minimum, schema.exclusiveMinimum) && isSet(schema.maximum, schema.exclusiveMaximum))
      );
    });
    return {
      Schema(schema, context) {
        if (isBounded(schema, context) || !typesOf(schema).some((type) => NUMBERS.includes(type))) return;
        report(context, 'missing', { name: schemaName(context) });
      },
    };
  },
} satisfies Rule;
