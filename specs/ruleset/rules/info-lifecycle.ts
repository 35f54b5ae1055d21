import { plain, type Rule } from '../rule.ts';

const STAGES = ['draft', 'alpha', 'beta', 'stable', 'deprecated', 'retired'];

export default {
  category: 'metadata',
  requiredFrom: 'draft',
  points: 2,
  scope: 'service',
  visit: (_, report) => ({
    Info(info, context) {
      const stage = plain(info)['x-lifecycle'];
      if (stage === undefined) report(context, 'missing');
      else if (!STAGES.includes(String(stage))) report(context, 'unknown', { value: String(stage) }, ['x-lifecycle']);
    },
  }),
} satisfies Rule;
