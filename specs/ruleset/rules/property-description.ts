import { isObject } from '../../catalogue/data-file.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'stable',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
        if (!isObject(property) || property.$ref || property.description || property.title) continue;
        report(context, 'missing', { property: name }, ['properties', name]);
      }
    },
  }),
} satisfies Rule;
