import { addedKeys } from '../added-keys.ts';
import { actionLines } from '../overlay-targets.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'translation',
  requiredFrom: 'alpha',
  points: 1,
  scope: 'service',
  inspect: ({ service, overlays, translated }, report) => {
    for (const overlay of overlays) {
      const translation = translated.get(overlay.locale);
      if (translation === undefined) continue;
      const lineAt = actionLines(service.document, overlay);
      for (const place of addedKeys(service.document, translation.document))
        report('added', { place }, { file: overlay.file, line: lineAt(place) });
    }
  },
} satisfies Rule;
