import type { Rule } from '../rule.ts';
import { schemaName } from '../schema-name.ts';
import { typesOf } from '../schema-types.ts';

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      if (!typesOf(schema).includes('array') || schema.maxItems !== undefined) return;
      report(context, 'missing', { name: schemaName(context) });
    },
  }),
} satisfies Rule;
