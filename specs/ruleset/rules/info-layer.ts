import { plain, type Rule } from '../rule.ts';

export default {
  category: 'metadata',
  requiredFrom: 'draft',
  points: 1,
  scope: 'service',
  visit: ({ layers }, report) => ({
    Info(info, context) {
      const layer = plain(info)['x-layer'];
      if (layer === undefined) report(context, 'missing', { known: [...layers].join(', ') });
      else if (!layers.has(String(layer))) {
        report(context, 'unknown', { value: String(layer), known: [...layers].join(', ') }, ['x-layer']);
      }
    },
  }),
} satisfies Rule;
