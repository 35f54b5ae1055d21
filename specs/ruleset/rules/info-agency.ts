import { plain, type Rule } from '../rule.ts';
import { shown } from '../shown.ts';

export default {
  category: 'metadata',
  requiredFrom: 'draft',
  points: 2,
  scope: 'service',
  visit: ({ agencies }, report) => ({
    Info(info, context) {
      const agency = plain(info)['x-agency'];
      if (agency === undefined) report(context, 'missing');
      else if (typeof agency !== 'string' || !agencies.has(agency)) {
        report(context, 'unknown', { value: shown(agency), known: [...agencies].join(', ') }, ['x-agency']);
      }
    },
  }),
} satisfies Rule;
