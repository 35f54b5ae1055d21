import type { JsonObject } from '../../catalogue/model.ts';
import { plain, type Rule } from '../rule.ts';
import { schemaName } from '../schema-name.ts';
import { typesOf } from '../schema-types.ts';

/** Formats whose values have a length of their own. */
const FORMATS = new Set(['date', 'date-time', 'time', 'duration', 'uuid', 'ipv4', 'ipv6', 'binary']);

function isBounded({ maxLength, const: constant, enum: values, format }: JsonObject): boolean {
  return maxLength !== undefined || constant !== undefined || values !== undefined || FORMATS.has(String(format));
}

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      if (!typesOf(schema).includes('string') || isBounded(plain(schema))) return;
      report(context, 'missing', { name: schemaName(context) });
    },
  }),
} satisfies Rule;
