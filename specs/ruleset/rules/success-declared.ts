import type { Rule } from '../rule.ts';

export default {
  category: 'errors',
  requiredFrom: 'draft',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Responses(responses, context) {
        if (Object.keys(responses).some((status) => /^[23]/.test(status))) return;
        report(context, 'missing', { operation: operationAt(context) });
      },
    },
  }),
} satisfies Rule;
