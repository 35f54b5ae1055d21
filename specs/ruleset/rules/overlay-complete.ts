import type { Rule } from '../rule.ts';
import { isProse, textsOf } from '../texts-of.ts';

export default {
  category: 'translation',
  requiredFrom: 'beta',
  points: 2,
  scope: 'service',
  inspect: ({ service, overlays, translated }, report) => {
    for (const { locale, file, actions } of overlays) {
      const translation = translated.get(locale);
      if (actions === null || translation === undefined) continue;
      const source = new Map(textsOf(service.document));
      const left = [...textsOf(translation.document)].filter(
        ([place, text]) => isProse(text) && source.get(place) === text,
      );
      if (left.length === 0) continue;
      report('missing', { count: left.length, first: left[0]?.[0] ?? '' }, { file, line: 1 });
    }
  },
} satisfies Rule;
