import type { Rule } from '../rule.ts';
import { operationAt } from '../rule.ts';

export default {
  category: 'errors',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Paths: {
      Responses(responses, context) {
        if (Object.keys(responses).some((status) => /^(5|default)/.test(status))) return;
        report(context, 'missing', { operation: operationAt(context.location.absolutePointer) ?? '' });
      },
    },
  }),
} satisfies Rule;
