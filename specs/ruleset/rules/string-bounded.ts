import { boundsOf } from '../bounds.ts';
import { hasGreatestLength } from '../patterns.ts';
import type { Rule } from '../rule.ts';
import { schemaName } from '../schema-name.ts';
import { typesOf } from '../schema-types.ts';

/** Formats whose values have a length of their own, or one that every server sets to addresses. */
const FORMATS =
  /^(date|date-time|time|duration|uuid|ipv4|ipv6|hostname|email|uri|uri-reference|url|iri|iri-reference|binary)$/;

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => {
    const isBounded = boundsOf((schema) => {
      const { maxLength, const: constant, enum: values, format, pattern } = schema;
      const types = typesOf(schema);
      return (
        (types.length > 0 && !types.includes('string')) ||
        maxLength !== undefined ||
        constant !== undefined ||
        values !== undefined ||
        FORMATS.test(String(format)) ||
        (typeof pattern === 'string' && hasGreatestLength(pattern))
      );
    });
    return {
      Schema(schema, context) {
        if (isBounded(schema, context) || !typesOf(schema).includes('string')) return;
        report(context, 'missing', { name: schemaName(context) });
      },
    };
  },
} satisfies Rule;
