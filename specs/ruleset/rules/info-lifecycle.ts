import { plain, type Rule } from '../rule.ts';
import { shown } from '../shown.ts';

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
      else if (typeof stage !== 'string' || !STAGES.includes(stage))
        report(context, 'unknown', { value: shown(stage) }, ['x-lifecycle']);
    },
  }),
} satisfies Rule;
