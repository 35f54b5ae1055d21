import { positionAt } from '../../base/text-position.ts';
import { termFinder } from '../../terms/find-terms.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'translation',
  requiredFrom: 'beta',
  points: 1,
  scope: 'service',
  inspect: ({ overlays, terms }, report) => {
    for (const { locale, file, texts } of overlays) {
      const list = terms.get(locale);
      if (list === undefined) continue;
      const find = termFinder(list);
      for (const { text, written, line } of texts) {
        if (text !== text.normalize('NFC')) report('form', { text }, { file, line });
        for (const { found, use, term } of find(text)) {
          report('word', { found, use, term }, { file, line: line + linesBefore(found, written) });
        }
      }
    }
  },
} satisfies Rule;

/** Lines of a text before a part of it; 0 where the part is written otherwise, such as across two lines. */
function linesBefore(part: string, text: string): number {
  return positionAt(text, Math.max(0, text.indexOf(part))).line - 1;
}
