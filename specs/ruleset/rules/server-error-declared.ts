import { isInCallback } from '../operation-at.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'errors',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Responses(responses, context) {
        if (isInCallback(context)) return;
        if (Object.keys(responses).some((status) => /^(5|default)/.test(status))) return;
        report(context, 'missing', { operation: operationAt(context) });
      },
    },
  }),
} satisfies Rule;
