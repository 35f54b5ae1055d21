import { isObject } from '../../catalogue/data-file.ts';
import type { Rule } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

const MONEY = /^(amount|price|fee|balance|salary|income|tax)$|(Amount|Price|Fee|Balance|Salary|Income)$/;

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
        if (!isObject(property) || !MONEY.test(name)) continue;
        if (typesOf(property).some((type) => type === 'number' || type === 'integer')) {
          report(context, 'number', { property: name }, ['properties', name]);
        }
      }
    },
  }),
} satisfies Rule;
