import { stringsIn } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

const STYLES = [
  /^[a-z0-9]+([.:/-][a-z0-9]+)*$/,
  /^[A-Z0-9]+([_.-][A-Z0-9]+)*$/,
  /^[a-z0-9]+(_[a-z0-9]+)*$/,
  /^[a-z][A-Za-z0-9]*$/,
  /^[A-Z][A-Za-z0-9]*$/,
];

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema(schema, context) {
      const values = stringsIn(schema.enum).filter((value) => /[A-Za-z]{2}/.test(value));
      if (values.length < 2 || STYLES.some((style) => values.every((value) => style.test(value)))) return;
      report(context, 'mixed', { values: values.slice(0, 4).join(', ') }, ['enum']);
    },
  }),
} satisfies Rule;
