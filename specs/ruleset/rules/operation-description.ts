import type { Rule } from '../rule.ts';
import { operationAt } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Operation(operation, context) {
      if (operation.description) return;
      report(context, 'missing', { operation: operationAt(context.location.absolutePointer) ?? '' });
    },
  }),
} satisfies Rule;
