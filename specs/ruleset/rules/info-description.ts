import type { Rule } from '../rule.ts';

const SHORTEST = 40;

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  visit: (_, report) => ({
    Info(info, context) {
      const description = typeof info.description === 'string' ? info.description.trim() : '';
      if (description === '') report(context, 'missing');
      else if (description.length < SHORTEST) report(context, 'short', { length: description.length }, ['description']);
    },
  }),
} satisfies Rule;
