import { actionLines } from '../overlay-targets.ts';
import type { Rule } from '../rule.ts';
import { textsOf } from '../texts-of.ts';

export default {
  category: 'translation',
  requiredFrom: 'beta',
  points: 1,
  scope: 'service',
  inspect: ({ service, overlays, translated }, report) => {
    for (const overlay of overlays) {
      const translation = translated.get(overlay.locale);
      if (overlay.actions === null || translation === undefined) continue;
      const texts = new Map(textsOf(translation.document));
      const lineAt = actionLines(service.document, overlay);
      for (const [place, text] of textsOf(service.document)) {
        const other = texts.get(place) ?? text;
        const [lost] = (text.match(/`[^`\n]+`/g) ?? []).filter((code) => !other.includes(code));
        if (lost === undefined) continue;
        report('lost', { place, name: lost }, { file: overlay.file, line: lineAt(place) });
      }
    }
  },
} satisfies Rule;
