import { isObject, type JsonObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'errors',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Responses(responses, context) {
        if (isInCallback(context)) return;
        for (const [status, response] of Object.entries(responses)) {
          if (!/^([45]|default)/.test(status) || !isObject(response)) continue;
          const content = context.resolve<JsonObject>(response).node?.content;
          const types = Object.keys(isObject(content) ? content : {});
          if (types.includes('application/problem+json')) continue;
          const operation = operationAt(context);
          report(context, types.length === 0 ? 'empty' : 'wrong', { operation, status, value: types.join(', ') }, [
            status,
          ]);
        }
      },
    },
  }),
} satisfies Rule;
