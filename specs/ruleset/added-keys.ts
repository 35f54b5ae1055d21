import { escapeSegment } from '../json/pointer.ts';
import { isObject } from '../json/value.ts';

/** JSON Pointers of what stands in `changed` and not in `source`, outermost only. */
export function* addedKeys(source: unknown, changed: unknown, path = ''): Generator<string> {
  if (Array.isArray(changed)) {
    for (const [index, child] of changed.entries()) {
      yield* addedKeys(Array.isArray(source) ? source[index] : undefined, child, `${path}/${index}`);
    }
  } else if (isObject(changed)) {
    for (const [key, child] of Object.entries(changed)) {
      const place = `${path}/${escapeSegment(key)}`;
      if (!isObject(source) || !Object.hasOwn(source, key)) yield place;
      else yield* addedKeys(source[key], child, place);
    }
  }
}
