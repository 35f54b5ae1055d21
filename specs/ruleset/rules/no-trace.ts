import type { Rule } from '../rule.ts';

export default {
  category: 'security',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Operation(_operation, context) {
      if (context.key === 'trace') report(context, 'wrong', { operation: operationAt(context) });
    },
  }),
} satisfies Rule;
