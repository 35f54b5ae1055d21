import { isObject } from '../../catalogue/data-file.ts';
import type { JsonObject } from '../../catalogue/model.ts';
import type { Rule } from '../rule.ts';
import { operationAt } from '../rule.ts';

export default {
  category: 'errors',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Responses(responses, context) {
      for (const [status, response] of Object.entries(responses)) {
        if (!/^([45]|default)/.test(status) || !isObject(response)) continue;
        const content = context.resolve<JsonObject>(response).node?.content;
        const types = Object.keys(isObject(content) ? content : {});
        if (types.includes('application/problem+json')) continue;
        const operation = operationAt(context.location.absolutePointer) ?? '';
        report(context, types.length === 0 ? 'empty' : 'wrong', { operation, status, value: types.join(', ') }, [
          status,
        ]);
      }
    },
  }),
} satisfies Rule;
