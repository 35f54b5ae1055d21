import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';

function isDay(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

export default {
  category: 'lifecycle',
  requiredFrom: 'draft',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => {
    let hasSunset = false;
    return {
      Info(node, context) {
        const info = plain(node);
        hasSunset = isDay(info['x-sunset-at']);
        if (info['x-lifecycle'] === 'deprecated' && !hasSunset) report(context, 'service');
      },
      Operation(operation, context) {
        if (!operation.deprecated || hasSunset || isDay(plain(operation)['x-sunset-at'])) return;
        report(context, 'operation', { operation: operationAt(context) }, ['deprecated']);
      },
    };
  },
} satisfies Rule;
