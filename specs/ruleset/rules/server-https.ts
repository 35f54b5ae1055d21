import type { Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'alpha',
  points: 3,
  scope: 'service',
  visit: (_, report) => ({
    Server({ url }, context) {
      if (typeof url === 'string' && /^(?!https:)[a-z][a-z0-9+.-]*:/i.test(url))
        report(context, 'wrong', { value: url }, ['url']);
    },
  }),
} satisfies Rule;
