import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';
import { plain } from '../rule.ts';
import { shown } from '../shown.ts';

const SHORTEST_REASON = 20;
const A_YEAR = 366 * 24 * 60 * 60 * 1000;

/** `#/` before it is how references write it. */
function isPointer(value: unknown): boolean {
  return typeof value === 'string' && /^#?\//.test(value);
}

export default {
  category: 'lifecycle',
  requiredFrom: 'draft',
  points: 2,
  scope: 'service',
  visit: ({ rules, today }, report) => ({
    Info(node, context) {
      const waivers = plain(node)['x-waivers'];
      if (waivers === undefined) return;
      if (!Array.isArray(waivers)) return report(context, 'shape', {}, ['x-waivers']);
      for (const [index, waiver] of waivers.entries()) {
        const place = ['x-waivers', index];
        if (!isObject(waiver)) {
          report(context, 'shape', {}, place);
          continue;
        }
        const rule = shown(waiver.rule ?? '');
        const until = String(waiver.until ?? '');
        if (!rules.has(rule)) report(context, 'unknown', { value: rule }, place);
        if (String(waiver.reason ?? '').trim().length < SHORTEST_REASON) report(context, 'reason', { rule }, place);
        if (waiver.pointer !== undefined && !isPointer(waiver.pointer))
          report(context, 'pointer', { rule, value: shown(waiver.pointer) }, place);
        if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until)))
          report(context, 'until', { rule }, place);
        else if (until < today) report(context, 'expired', { rule, value: until }, place);
        else if (Date.parse(until) > Date.parse(today) + A_YEAR) report(context, 'late', { rule, value: until }, place);
      }
    },
  }),
} satisfies Rule;
