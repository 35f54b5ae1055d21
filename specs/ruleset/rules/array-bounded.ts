import { boundsOf } from '../bounds.ts';
import type { Rule } from '../rule.ts';
import { schemaName } from '../schema-name.ts';
import { typesOf } from '../schema-types.ts';

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => {
    const isBounded = boundsOf((schema) => {
      const types = typesOf(schema);
      const { maxItems, const: constant, enum: values, items } = schema;
      return (
        (types.length > 0 && !types.includes('array')) ||
        // `items: false` ends a list after its `prefixItems`.
        items === false ||
        [maxItems, constant, values].some((bound) => bound !== undefined)
      );
    });
    return {
      Schema(schema, context) {
        if (isBounded(schema, context) || !typesOf(schema).includes('array')) return;
        report(context, 'missing', { name: schemaName(context) });
      },
    };
  },
} satisfies Rule;
