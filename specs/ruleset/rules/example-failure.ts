import { isObject, type JsonObject } from '../../json/value.ts';
import { requestExamples, responseExamples } from '../example-names.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';

function makesSomething({ responses }: JsonObject): boolean {
  return Object.keys(isObject(responses) ? responses : {}).some((status) => /^20[124]$/.test(status));
}

export default {
  category: 'examples',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Operation(node, context) {
        const operation = plain(node);
        const place = operationAt(context);
        const asked = requestExamples(operation, context);
        // A search or a check that finds nothing has not failed: what changes something or names a thing can.
        const canFail = context.key !== 'post' || place.includes('{') || makesSomething(operation);
        if (asked.size === 0 || !canFail || (context.key === 'get' && !place.includes('{'))) return;
        const { refused } = responseExamples(operation, context);
        const hasFailure = [...refused].some((name) => asked.has(name));
        if (!hasFailure) report(context, 'missing', { operation: place });
      },
    },
  }),
} satisfies Rule;
