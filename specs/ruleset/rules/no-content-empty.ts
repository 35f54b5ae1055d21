import { isObject, type JsonObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

/** Statuses whose responses have no content (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5). */
const EMPTY = ['204', '205', '304'];

export default {
  category: 'design',
  requiredFrom: 'alpha',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Responses(responses, context) {
      for (const status of EMPTY) {
        const response = responses[status];
        if (!isObject(response)) continue;
        const content = context.resolve<JsonObject>(response).node?.content;
        if (Object.keys(isObject(content) ? content : {}).length === 0) continue;
        report(context, 'wrong', { operation: operationAt(context), status }, [status]);
      }
    },
  }),
} satisfies Rule;
