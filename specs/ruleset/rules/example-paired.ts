import { requestExamples, responseExamples } from '../example-names.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';

export default {
  category: 'examples',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Operation(node, context) {
        const operation = plain(node);
        const place = operationAt(context);
        const asked = requestExamples(operation, context);
        const { all, own, isEmpty } = responseExamples(operation, context);
        for (const name of asked)
          if (!all.has(name) && !isEmpty) report(context, 'unanswered', { operation: place, name });
        if (asked.size === 0) return;
        // A refusal that no request shows, such as a key used twice, is asked for by its name.
        for (const [name, path] of own)
          if (!asked.has(name) && /^[23]/.test(String(path[1])))
            report(context, 'unasked', { operation: place, name }, path);
      },
    },
  }),
} satisfies Rule;
