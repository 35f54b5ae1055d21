import type { Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    Parameter(parameter, context) {
      if (!parameter.description) report(context, 'missing', { parameter: parameter.name });
    },
  }),
} satisfies Rule;
