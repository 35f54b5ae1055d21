import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'errors',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => {
    let keyNeeded = false;
    return {
      Root(root) {
        keyNeeded = Array.isArray(root.security) && root.security.length > 0;
      },
      Paths: {
        Operation(operation, context) {
          const place = operationAt(context);
          const declared = Object.keys(isObject(operation.responses) ? operation.responses : {});
          if (declared.some((status) => /^(default|4xx)$/i.test(status))) return;
          const secured = Array.isArray(operation.security) ? operation.security.length > 0 : keyNeeded;
          const expected = [
            ['400', true],
            ['401', secured],
            ['404', place.includes('{')],
            ['422', operation.requestBody !== undefined],
          ] as const;
          const missing = expected
            .filter(([status, wanted]) => wanted && !declared.includes(status))
            .map(([status]) => status);
          if (missing.length > 0)
            report(context, 'missing', { operation: place, statuses: missing.join(', ') }, ['responses']);
        },
      },
    };
  },
} satisfies Rule;
