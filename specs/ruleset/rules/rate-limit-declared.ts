import { isObject, type JsonObject } from '../../json/value.ts';
import { isInCallback } from '../operation-at.ts';
import type { Rule } from '../rule.ts';

const HEADERS = ['Retry-After', 'RateLimit'];

export default {
  category: 'errors',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Responses(responses, context) {
        if (isInCallback(context)) return;
        const operation = operationAt(context);
        const limited = responses['429'];
        if (!isObject(limited)) return report(context, 'missing', { operation });
        const headers = context.resolve<JsonObject>(limited).node?.headers;
        const names = new Set(Object.keys(isObject(headers) ? headers : {}).map((name) => name.toLowerCase()));
        const absent = HEADERS.filter((name) => !names.has(name.toLowerCase()));
        if (absent.length > 0) report(context, 'headers', { operation, names: absent.join(', ') }, ['429']);
      },
    },
  }),
} satisfies Rule;
