import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

/** Keys below which is data: no visitor looks at what is in it. */
const DATA = /^(value|example|examples|default|enum|const|x-.*)$/;

export default {
  category: 'data',
  requiredFrom: 'draft',
  points: 2,
  scope: 'operation',
  visit: (_, report) => {
    // An alias makes one node stand at several places, or within itself.
    const seen = new WeakSet<object>();
    return {
      any(node: unknown, context) {
        if (!isObject(node)) return;
        const cuts = halfSentences(node).map((key) => [key]);
        for (const [key, child] of Object.entries(node)) if (DATA.test(key)) cuts.push(...cutsIn(child, [key], seen));
        for (const path of cuts) report(context, 'cut', { value: path.at(-1) ?? '' }, path);
      },
    };
  },
} satisfies Rule;

/** Keys with a space and without a value. */
function halfSentences(node: object): string[] {
  return Object.entries(node).flatMap(([key, value]) => (value === null && /\s/.test(key) ? [key] : []));
}

function cutsIn(data: unknown, path: string[], seen: WeakSet<object>): string[][] {
  if (typeof data !== 'object' || data === null || seen.has(data)) return [];
  seen.add(data);
  const own = halfSentences(data).map((key) => [...path, key]);
  return [...own, ...Object.entries(data).flatMap(([key, child]) => cutsIn(child, [...path, key], seen))];
}
