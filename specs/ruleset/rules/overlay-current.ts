import { findTargets } from '../overlay-targets.ts';
import type { Rule } from '../rule.ts';

export default {
  category: 'translation',
  requiredFrom: 'alpha',
  points: 2,
  scope: 'service',
  inspect: ({ service, overlays }, report) => {
    for (const { file, actions } of overlays) {
      for (const { target, line } of actions ?? []) {
        const found = findTargets(service.document, target);
        if (found === null) report('wrong', { target }, { file, line });
        else if (found.length === 0) report('stale', { target }, { file, line });
      }
    }
  },
} satisfies Rule;
