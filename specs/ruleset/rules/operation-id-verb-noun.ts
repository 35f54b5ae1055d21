import type { Rule } from '../rule.ts';

const VERB_NOUN = /^[a-z]+[A-Z0-9][A-Za-z0-9]*$/;

export default {
  category: 'design',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'operation',
  visit: (_, report, operationAt) => ({
    Operation({ operationId }, context) {
      const operation = operationAt(context);
      if (!operationId) report(context, 'missing', { operation });
      else if (!VERB_NOUN.test(operationId))
        report(context, 'wrong', { operation, value: operationId }, ['operationId']);
    },
  }),
} satisfies Rule;
