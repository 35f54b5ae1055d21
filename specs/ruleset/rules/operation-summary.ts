import type { Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Operation(operation, context) {
      if (operation.summary) return;
      report(context, 'missing', { operation: operationAt(context) });
    },
  }),
} satisfies Rule;
