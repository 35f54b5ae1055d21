import { isObject, type JsonObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'lifecycle',
  requiredFrom: 'stable',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Responses(responses, context) {
        if (isInCallback(context)) return;
        for (const [status, response] of Object.entries(responses)) {
          if (!/^2/.test(status) || !isObject(response)) continue;
          const headers = context.resolve<JsonObject>(response).node?.headers;
          if (Object.keys(isObject(headers) ? headers : {}).some((name) => /^x-request-id$/i.test(name))) continue;
          report(context, 'missing', { operation: operationAt(context), status }, [status]);
        }
      },
    },
  }),
} satisfies Rule;
