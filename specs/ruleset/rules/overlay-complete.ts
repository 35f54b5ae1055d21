import type { Rule } from '../rule.ts';
import { isProse, textsOf } from '../texts-of.ts';

/** Places that one message names. */
const MAX_SHOWN = 20;

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
      const shown = left.slice(0, MAX_SHOWN).map(([place]) => place);
      const places = shown.length < left.length ? [...shown, '…'] : shown;
      report('missing', { count: left.length, places: places.join(', ') }, { file, line: 1 });
    }
  },
} satisfies Rule;
