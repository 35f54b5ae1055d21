import type { Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Operation(operation, context) {
      if (operation.description) return;
      report(context, 'missing', { operation: operationAt(context) });
    },
  }),
} satisfies Rule;
