import { isAnchored } from '../patterns.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'data',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Schema({ pattern }, context) {
      if (typeof pattern !== 'string' || isAnchored(pattern)) return;
      report(context, 'wrong', { value: pattern }, ['pattern']);
    },
  }),
} satisfies Rule;
