import { isObject } from '../../catalogue/data-file.ts';
import { parametersOf } from '../parameters-of.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';

export default {
  category: 'lifecycle',
  requiredFrom: 'beta',
  points: 3,
  scope: 'operation',
  visit: ({ service }, report, operationAt) => ({
    Paths: {
      Operation(node, context) {
        if (service.layer !== 'payments' || context.key !== 'post' || plain(node)['x-idempotent'] === true) return;
        const makes = Object.keys(isObject(node.responses) ? node.responses : {}).some((status) =>
          /^20[12]$/.test(status),
        );
        if (!makes || parametersOf(node, context).some(({ name }) => /^idempotency-key$/i.test(String(name)))) return;
        report(context, 'missing', { operation: operationAt(context) });
      },
    },
  }),
} satisfies Rule;
