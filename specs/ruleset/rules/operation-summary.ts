import { isInCallback } from '../operation-at.ts';
import type { Rule } from '../rule.ts';

/** Characters; what is longer is cut in menus and search results. */
const LONGEST = 120;

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => {
    const first = new Map<string, string>();
    return {
      Operation(operation, context) {
        const place = operationAt(context);
        const summary = typeof operation.summary === 'string' ? operation.summary.trim() : '';
        if (summary === '') return report(context, 'missing', { operation: place });
        if (summary.length > LONGEST)
          report(context, 'long', { operation: place, length: summary.length, longest: LONGEST }, ['summary']);
        if (isInCallback(context)) return;
        const key = summary.toLowerCase();
        const other = first.get(key);
        if (other === undefined) first.set(key, place);
        else if (other !== place) report(context, 'duplicate', { operation: place, other }, ['summary']);
      },
    };
  },
} satisfies Rule;
