import { isObject, type JsonObject } from '../../json/value.ts';
import { plain, type Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Operation(operation, context) {
      if (context.key !== 'patch' || !isObject(operation.requestBody)) return;
      const content = context.resolve<JsonObject>(plain(operation.requestBody)).node?.content;
      const types = Object.keys(isObject(content) ? content : {});
      if (types.length === 0 || !types.every((type) => /^application\/json\s*(;|$)/i.test(type))) return;
      report(context, 'wrong', { operation: operationAt(context) }, ['requestBody']);
    },
  }),
} satisfies Rule;
