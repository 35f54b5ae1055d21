import type { Rule } from '../rule.ts';

const WORDS = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const VARIABLE = /^\{[a-z][A-Za-z0-9]*\}([.:-][a-z0-9]+)*$/;

export default {
  category: 'design',
  requiredFrom: 'alpha',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    PathItem(_item, context) {
      const path = String(context.key);
      if (!path.startsWith('/')) return;
      const wrong = path
        .split('/')
        .find((segment) => segment !== '' && !WORDS.test(segment) && !VARIABLE.test(segment));
      if (wrong !== undefined) report(context, 'wrong', { path, value: wrong });
    },
  }),
} satisfies Rule;
