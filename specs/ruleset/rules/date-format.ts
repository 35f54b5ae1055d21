import { isObject } from '../../catalogue/data-file.ts';
import type { JsonObject } from '../../catalogue/model.ts';
import type { Rule } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
        const { node } = context.resolve<JsonObject>(property as JsonObject);
        if (!isObject(node) || !typesOf(node).includes('string')) continue;
        const expected = /[a-z]At$/.test(name) ? 'date-time' : /([a-z]Date|^date)$/.test(name) ? 'date' : null;
        if (expected === null || String(node.format).startsWith('date')) continue;
        report(context, 'missing', { property: name, expected }, ['properties', name]);
      }
    },
  }),
} satisfies Rule;
