import type { Rule } from '../rule.ts';

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema({ pattern }, context) {
      if (typeof pattern !== 'string' || /^\^.*\$$/s.test(pattern)) return;
      report(context, 'wrong', { value: pattern }, ['pattern']);
    },
  }),
} satisfies Rule;
