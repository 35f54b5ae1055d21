import { plain, type Rule } from '../rule.ts';
import { shown } from '../shown.ts';

export default {
  category: 'metadata',
  requiredFrom: 'draft',
  points: 1,
  scope: 'service',
  visit: ({ layers }, report) => ({
    Info(info, context) {
      const layer = plain(info)['x-layer'];
      if (layer === undefined) report(context, 'missing', { known: [...layers].join(', ') });
      else if (typeof layer !== 'string' || !layers.has(layer)) {
        report(context, 'unknown', { value: shown(layer), known: [...layers].join(', ') }, ['x-layer']);
      }
    },
  }),
} satisfies Rule;
