import type { Rule } from '../rule.ts';

const VERB =
  /^((get|create|update|delete|remove|add|fetch|retrieve|do|make|send|put|submit|modify|execute|validate|verify|calculate|generate)(?=$|[-_A-Z])|(post|list|process|set|edit|insert|save|find)(?=$|[_A-Z]))/;

export default {
  category: 'design',
  requiredFrom: 'beta',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    PathItem(_item, context) {
      const path = String(context.key);
      // The name of a webhook is no path.
      if (!path.startsWith('/')) return;
      const verb = path.split('/').find((segment) => VERB.test(segment));
      if (verb !== undefined) report(context, 'wrong', { path, value: verb });
    },
  }),
} satisfies Rule;
