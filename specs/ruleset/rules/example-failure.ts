import { requestExamples, responseExamples } from '../example-names.ts';
import type { Rule } from '../rule.ts';
import { operationAt, plain } from '../rule.ts';

export default {
  category: 'examples',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Paths: {
      Operation(node, context) {
        const operation = plain(node);
        const asked = requestExamples(operation, context);
        if (asked.size === 0) return;
        const { own } = responseExamples(operation, context);
        const hasFailure = [...own].some(([name, path]) => asked.has(name) && /^[45]/.test(String(path[1])));
        if (!hasFailure) report(context, 'missing', { operation: operationAt(context.location.absolutePointer) ?? '' });
      },
    },
  }),
} satisfies Rule;
