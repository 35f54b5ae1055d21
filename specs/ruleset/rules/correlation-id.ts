import { parametersOf } from '../parameters-of.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'lifecycle',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Operation(node, context) {
        const names = parametersOf(node, context).map(({ name }) => String(name).toLowerCase());
        if (names.some((name) => name === 'x-correlation-id' || name === 'traceparent')) return;
        report(context, 'missing', { operation: operationAt(context) });
      },
    },
  }),
} satisfies Rule;
