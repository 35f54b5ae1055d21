import type { Rule } from '../rule.ts';

export default {
  category: 'examples',
  requiredFrom: 'draft',
  points: 3,
  scope: 'operation',
  // Redocly's own rules find these: `REDOCLY_RULES` in find-faults.ts gives them this id, example-faults.ts our words.
} satisfies Rule;
