import { addedKeys } from '../added-keys.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'translation',
  requiredFrom: 'alpha',
  points: 1,
  scope: 'service',
  inspect: ({ service, overlays, translated }, report) => {
    for (const { locale, file } of overlays) {
      const translation = translated.get(locale);
      const [added] = translation === undefined ? [] : addedKeys(service.document, translation.document);
      if (added !== undefined) report('added', { place: added }, { file, line: 1 });
    }
  },
} satisfies Rule;
