import { isObject } from '../../catalogue/data-file.ts';
import type { JsonObject } from '../../catalogue/model.ts';
import type { Rule } from '../rule.ts';
import { operationAt } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Responses(responses, context) {
      const created = responses['201'];
      if (!isObject(created)) return;
      const headers = context.resolve<JsonObject>(created).node?.headers;
      if (Object.keys(isObject(headers) ? headers : {}).some((name) => name.toLowerCase() === 'location')) return;
      report(context, 'missing', { operation: operationAt(context.location.absolutePointer) ?? '' }, ['201']);
    },
  }),
} satisfies Rule;
