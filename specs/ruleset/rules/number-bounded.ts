import { plain, type Rule } from '../rule.ts';
import { schemaName } from '../schema-name.ts';
import { typesOf } from '../schema-types.ts';

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(node, context) {
      const schema = plain(node);
      const isNumber = typesOf(schema).some((type) => type === 'integer' || type === 'number');
      if (!isNumber || schema.enum !== undefined || schema.const !== undefined) return;
      const low = schema.minimum ?? schema.exclusiveMinimum;
      const high = schema.maximum ?? schema.exclusiveMaximum;
      if (low === undefined || high === undefined) report(context, 'missing', { name: schemaName(context) });
    },
  }),
} satisfies Rule;
