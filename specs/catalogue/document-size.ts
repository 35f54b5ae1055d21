import { pointerTo } from '../json/pointer.ts';

/** What a document may hold once everything that is shared in it is written out; far more than any spec has. */
const MAX_SIZE = 1_500_000;
const MAX_DEPTH = 300;
/** A text counts as one value for so many characters. */
const TEXT = 64;

/** What makes a document too large to work with, and the JSON Pointer of the place. */
export interface Excess {
  /** `null`: it holds itself, and so has no end. */
  reason: string | null;
  pointer: string;
}

/**
 * Measures a document as if all that is shared in it, by YAML aliases or references, were written out: a few lines can stand
 * for a billion values, or for endless ones. `null` where it may be used.
 */
export function findExcess(document: unknown): Excess | null {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const path: string[] = [];
  let excess: Excess | null = null;

  const refuse = (reason: string | null): number => {
    excess ??= { reason, pointer: `#${pointerTo(path)}` };
    return 0;
  };
  const measure = (node: unknown): number => {
    if (excess !== null) return 0;
    if (typeof node === 'string') return 1 + node.length / TEXT;
    if (typeof node !== 'object' || node === null) return 1;
    if (node instanceof Uint8Array)
      return refuse('it holds binary data (!!binary), which JSON does not have; write a text');
    if (open.has(node)) return refuse(null);
    if (path.length > MAX_DEPTH) return refuse(`it is nested more than ${MAX_DEPTH} levels deep`);
    const known = sizes.get(node);
    if (known !== undefined) return known;
    open.add(node);
    let size = 1;
    for (const key of Object.keys(node)) {
      path.push(key);
      size += measure((node as Record<string, unknown>)[key]);
      if (size > MAX_SIZE) refuse('its aliases (*) stand for more values than can be read');
      path.pop();
    }
    open.delete(node);
    sizes.set(node, size);
    return size;
  };
  measure(document);
  return excess;
}
