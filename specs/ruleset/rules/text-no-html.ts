import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

const TEXTS = ['title', 'summary', 'description'];
const CODE = /```[\s\S]*?(```|$)|`[^`]*`/g;
/** Elements that people write into descriptions; `<id>` and the like are none. */
const ELEMENT =
  /<\/?(a|abbr|article|b|blockquote|br|button|center|code|dd|details|div|dl|dt|em|embed|font|form|h[1-6]|hr|i|iframe|img|input|kbd|li|link|meta|object|ol|p|pre|s|section|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video)(\s[^<>]*)?\/?>/i;
/** What Redocly's `no-unsafe-markdown` finds. */
const UNSAFE = /<script\b|<[a-z][^>]*\bon[a-z]+\s*=|\b(href|src)\s*=\s*["']?\s*javascript:/i;

export default {
  category: 'metadata',
  requiredFrom: 'stable',
  points: 1,
  scope: 'operation',
  visit: (_, report) => ({
    any(node: unknown, context) {
      if (!isObject(node)) return;
      for (const key of TEXTS) {
        const text = node[key];
        if (typeof text !== 'string' || !text.includes('<') || (key === 'description' && UNSAFE.test(text))) continue;
        const [element] = ELEMENT.exec(text.replace(CODE, '')) ?? [];
        if (element !== undefined) report(context, 'html', { key, value: element }, [key]);
      }
    },
  }),
} satisfies Rule;
