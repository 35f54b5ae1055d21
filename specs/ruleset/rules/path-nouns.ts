import type { Rule } from '../rule.ts';

const VERB =
  /^(get|set|create|update|delete|remove|add|fetch|retrieve|list|find|do|make|send|post|put|submit|insert|edit|modify|save|process|execute|validate|verify|calculate|generate)(?=$|[-_A-Z])/;

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    PathItem(_item, context) {
      const path = String(context.key);
      const verb = path.split('/').find((segment) => VERB.test(segment));
      if (verb !== undefined) report(context, 'wrong', { path, value: verb });
    },
  }),
} satisfies Rule;
