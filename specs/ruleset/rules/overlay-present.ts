import type { Rule } from '../rule.ts';

export default {
  category: 'translation',
  requiredFrom: 'beta',
  points: 2,
  scope: 'service',
  inspect: ({ translations, overlays }, report) => {
    for (const locale of translations) {
      const overlay = overlays.find((known) => known.locale === locale);
      if (overlay === undefined) report('missing', { locale });
      else if (overlay.actions === null) report('unreadable', { locale }, { file: overlay.file, line: 1 });
    }
  },
} satisfies Rule;
