import type { Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Operation(operation, context) {
      if (context.key !== 'delete' || !operation.requestBody) return;
      report(context, 'wrong', { operation: operationAt(context) }, ['requestBody']);
    },
  }),
} satisfies Rule;
