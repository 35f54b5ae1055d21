import { isObject } from '../../catalogue/data-file.ts';
import type { JsonObject } from '../../catalogue/model.ts';
import { isInCallback } from '../operation-at.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Paths: {
      Responses(responses, context) {
        if (isInCallback(context)) return;
        const created = responses['201'];
        if (!isObject(created)) return;
        const headers = context.resolve<JsonObject>(created).node?.headers;
        if (Object.keys(isObject(headers) ? headers : {}).some((name) => name.toLowerCase() === 'location')) return;
        report(context, 'missing', { operation: operationAt(context) }, ['201']);
      },
    },
  }),
} satisfies Rule;
