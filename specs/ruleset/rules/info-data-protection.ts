import { plain, type Rule } from '../rule.ts';
import { shown } from '../shown.ts';

const CLASSES = ['public', 'internal', 'personal', 'sensitive'];

export default {
  category: 'metadata',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  visit: (_, report) => ({
    Info(info, context) {
      const value = plain(info)['x-data-protection'];
      if (value === undefined) report(context, 'missing');
      else if (typeof value !== 'string' || !CLASSES.includes(value))
        report(context, 'unknown', { value: shown(value) }, ['x-data-protection']);
    },
  }),
} satisfies Rule;
