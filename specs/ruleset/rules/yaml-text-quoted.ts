import { isObject } from '../../catalogue/data-file.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'data',
  requiredFrom: 'draft',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    any(node: unknown, context) {
      if (!isObject(node)) return;
      const cut = Object.keys(node).find((key) => node[key] === null && /\s/.test(key));
      if (cut !== undefined) report(context, 'cut', { value: cut }, [cut]);
    },
  }),
} satisfies Rule;
