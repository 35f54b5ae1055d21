import { isObject, type JsonObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';
import { typesOf } from '../schema-types.ts';

const MOMENT = /([a-z]At|_at)$/;
const DAY = /(^date|[a-z]Date|_date)$|^date(Of[A-Z]|_of_)/;

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
        const expected = MOMENT.test(name) ? 'date-time' : DAY.test(name) ? 'date' : null;
        if (expected === null || !isObject(property)) continue;
        const { node } = context.resolve<JsonObject>(property);
        if (!isObject(node) || !typesOf(node).includes('string') || String(node.format).startsWith('date')) continue;
        // A list such as `payAt: counter`, or a standard such as a date of the Bangla calendar.
        if (node.enum !== undefined || node.const !== undefined || node['x-standard'] !== undefined) continue;
        report(context, 'missing', { property: name, expected }, ['properties', name]);
      }
    },
  }),
} satisfies Rule;
