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
      if (!typesOf(schema).includes('integer') || schema.format !== undefined) return;
      const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
      const bounds = { minimum, maximum, exclusiveMinimum, exclusiveMaximum };
      for (const [keyword, bound] of Object.entries(bounds)) {
        if (Number.isFinite(Number(bound)) && Math.abs(Number(bound)) > Number.MAX_SAFE_INTEGER) {
          report(context, 'missing', { name: schemaName(context) }, [keyword]);
          return;
        }
      }
    },
  }),
} satisfies Rule;
