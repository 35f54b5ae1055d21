import { escapeSegment } from '../json/pointer.ts';
import { isObject } from '../json/value.ts';

/** Keywords whose text people read. */
const TEXTS = new Set(['title', 'summary', 'description', 'x-displayName']);
/** Keywords whose content is data, not text. */
const DATA = new Set(['value', 'example', 'default', 'enum', 'const', 'x-waivers']);

/** Every text of a document that people read, with its JSON Pointer. */
export function* textsOf(node: unknown, path = '', isMap = false): Generator<[string, string]> {
  if (Array.isArray(node)) {
    for (const [index, child] of node.entries()) yield* textsOf(child, `${path}/${index}`);
  } else if (isObject(node)) {
    for (const [key, child] of Object.entries(node)) {
      const place = `${path}/${escapeSegment(key)}`;
      if (!isMap && typeof child === 'string' && TEXTS.has(key)) yield [place, child];
      else if (isMap || !(DATA.has(key) || (key === 'examples' && Array.isArray(child)))) {
        yield* textsOf(child, place, !isMap && key === 'properties');
      }
    }
  }
}

/** Whether a text is a phrase of a language: codes and names such as `GSM-7` are the same in all. */
export function isProse(text: string): boolean {
  return /\p{Ll}{3}/u.test(text.replace(/`[^`]*`/g, ''));
}
