import { plain, type Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'draft',
  points: 2,
  scope: 'service',
  visit: ({ agencies }, report) => ({
    Info(info, context) {
      const agency = plain(info)['x-agency'];
      if (agency === undefined) report(context, 'missing');
      else if (!agencies.has(String(agency))) {
        report(context, 'unknown', { value: String(agency), known: [...agencies].join(', ') }, ['x-agency']);
      }
    },
  }),
} satisfies Rule;
