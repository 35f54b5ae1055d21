import { keysOf } from './pointer.ts';

/**
 * Keys of the place that a pointer of Redocly leads to, such as `#/paths/~1people~1{id}`. It looks like a URI fragment and is
 * not percent-encoded; `#/` is the whole document.
 */
export function keysOfLocation(pointer: string): string[] {
  const path = pointer.replace(/^#/, '');
  return path === '/' ? [] : (keysOf(path) ?? []);
}
