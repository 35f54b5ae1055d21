import type { Rule } from '../rule.ts';
import { operationAt } from '../rule.ts';

const VERB_NOUN = /^[a-z]+[A-Z0-9][A-Za-z0-9]*$/;

export default {
  category: 'design',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    Operation({ operationId }, context) {
      const operation = operationAt(context.location.absolutePointer) ?? '';
      if (!operationId) report(context, 'missing', { operation });
      else if (!VERB_NOUN.test(operationId))
        report(context, 'wrong', { operation, value: operationId }, ['operationId']);
    },
  }),
} satisfies Rule;
