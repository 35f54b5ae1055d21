/** What a file may hold once its YAML aliases are written out; far more than any spec has. */
const MAX_NODES = 3_000_000;
const MAX_DEPTH = 300;

/** What makes a document too large to work with, and the JSON Pointer of the place. */
export interface Excess {
  reason: string;
  pointer: string;
}

/**
 * Measures a parsed document as if every alias were written out: a few lines of YAML can stand for a billion values, or for
 * endless ones. `null` where it may be used.
 */
export function findExcess(document: unknown): Excess | null {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const path: string[] = [];
  let excess: Excess | null = null;

  const refuse = (reason: string): number => {
    excess ??= { reason, pointer: `#/${path.join('/')}` };
    return 0;
  };
  const measure = (node: unknown): number => {
    if (typeof node !== 'object' || node === null || excess !== null) return 1;
    if (open.has(node)) return refuse('an alias (*) stands inside of what it stands for');
    if (path.length > MAX_DEPTH) return refuse(`it is nested more than ${MAX_DEPTH} levels deep`);
    const known = sizes.get(node);
    if (known !== undefined) return known;
    open.add(node);
    let size = 1;
    for (const [key, child] of Object.entries(node)) {
      path.push(key.replaceAll('~', '~0').replaceAll('/', '~1'));
      size += measure(child);
      if (size > MAX_NODES) refuse('its aliases (*) stand for more values than can be read');
      path.pop();
    }
    open.delete(node);
    sizes.set(node, size);
    return size;
  };
  measure(document);
  return excess;
}
