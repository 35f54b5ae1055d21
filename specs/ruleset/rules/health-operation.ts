import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'service',
  visit: (_, report) => ({
    Paths(paths, context) {
      const items = Object.entries(paths).filter(([, item]) => isObject(item) && isObject(item.get));
      if (items.length === 0 || items.some(([path]) => /\/(health|livez|readyz|status)$/.test(path))) return;
      report(context, 'missing');
    },
  }),
} satisfies Rule;
