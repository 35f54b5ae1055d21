import { faultOfPattern } from '../patterns.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'data',
  requiredFrom: 'draft',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Schema({ pattern }, context) {
      const fault = typeof pattern === 'string' ? faultOfPattern(pattern) : null;
      if (fault !== null) report(context, 'wrong', { value: String(pattern), reason: fault }, ['pattern']);
    },
  }),
} satisfies Rule;
