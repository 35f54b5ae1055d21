import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

/** Letters, digits; a `$` or `@` before it, as JSON-LD and others have it. */
const CAMEL = /^[$@]?[a-z][A-Za-z0-9]*$/;

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      for (const name of Object.keys(isObject(schema.properties) ? schema.properties : {})) {
        if (!CAMEL.test(name)) report(context, 'wrong', { property: name }, ['properties', name]);
      }
    },
  }),
} satisfies Rule;
