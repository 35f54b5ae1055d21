import type { Rule } from '../rule.ts';
import { operationAt } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Operation(operation, context) {
      if (operation.summary) return;
      report(context, 'missing', { operation: operationAt(context.location.absolutePointer) ?? '' });
    },
  }),
} satisfies Rule;
