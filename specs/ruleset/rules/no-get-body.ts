import type { Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'draft',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Operation(operation, context) {
      const method = String(context.key);
      if ((method === 'get' || method === 'head') && operation.requestBody) {
        report(context, 'wrong', { operation: operationAt(context) }, ['requestBody']);
      }
    },
  }),
} satisfies Rule;
