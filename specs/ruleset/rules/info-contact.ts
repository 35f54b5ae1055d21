import type { Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  visit: (_, report) => ({
    Info(info, context) {
      const { name, url, email } = info.contact ?? {};
      if (!name || !(url || email)) report(context, 'missing', {}, info.contact ? ['contact'] : []);
    },
  }),
} satisfies Rule;
