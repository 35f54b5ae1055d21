import type { Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'beta',
  points: 1,
  scope: 'service',
  visit: (_, report) => ({
    Info(info, context) {
      if (!info.license?.name) report(context, 'missing');
    },
  }),
} satisfies Rule;
