import { isObject } from '../../json/value.ts';
import type { Rule } from '../rule.ts';

const TEXTS = ['title', 'summary', 'description'];
/** Words that stand in for a text that is still to be written. In capitals, because "todo" is a word of other languages. */
const INSIDE = /\b(TODO|FIXME|TBD|XXX)\b|[Ll]orem ipsum|\b[Tt]o be (defined|determined)\b/;
/** Texts that say nothing at all. */
const WHOLE =
  /^(string|description|summary|placeholder|foo|bar|n\/a|-+|\.+|…|\?+|x+|(add|insert|write|put|enter) (a |the |your )?(description|summary|text|title)( here)?|your (description|text|api)( description)? here|optional extended description in (commonmark or html|markdown))\.?$/i;
/** Keys whose values are names of types, also in examples. */
const TYPES = new Set(['type', 'format', 'dataType', 'valueType', 'fieldType']);

export default {
  category: 'metadata',
  requiredFrom: 'beta',
  points: 2,
  scope: 'operation',
  visit: (_, report) => ({
    any(node: unknown, context) {
      if (!isObject(node)) return;
      for (const key of TEXTS) {
        const text = node[key];
        if (typeof text !== 'string') continue;
        const found = WHOLE.test(text.trim()) ? text.trim() : INSIDE.exec(text)?.[0];
        if (found !== undefined) report(context, 'text', { key, value: found }, [key]);
      }
    },
    Example(example, context) {
      if (holdsPlaceholder(example.value)) report(context, 'example', {}, ['value']);
    },
    MediaType(media, context) {
      if (holdsPlaceholder(media.example)) report(context, 'example', {}, ['example']);
    },
    Schema(schema, context) {
      if (holdsPlaceholder(schema.example)) report(context, 'example', {}, ['example']);
    },
  }),
} satisfies Rule;

/** Whether an example is one that an editor made up: `"string"` in place of a text. */
function holdsPlaceholder(value: unknown): boolean {
  if (typeof value === 'string') return value === 'string';
  if (Array.isArray(value)) return value.some(holdsPlaceholder);
  return isObject(value) && Object.entries(value).some(([key, child]) => !TYPES.has(key) && holdsPlaceholder(child));
}
