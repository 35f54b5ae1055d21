import { isObject } from '../../json/value.ts';

/** Members that hold values of the API, and no schemas. */
const DATA = new Set(['example', 'examples', 'default', 'const', 'enum']);

/**
 * The schemas of a document that have a name of their own (`$anchor`), by that name. A name that several have, and those in a
 * schema that is a resource of its own (`$id`), are nobody's.
 */
export function anchorsOf(document: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const unread = [document];
  for (let node = unread.pop(); node !== undefined; node = unread.pop()) {
    if (Array.isArray(node)) unread.push(...node.filter((item) => item !== undefined));
    if (!isObject(node) || typeof node.$id === 'string') continue;
    if (typeof node.$anchor === 'string') found.set(node.$anchor, found.has(node.$anchor) ? undefined : node);
    for (const [key, value] of Object.entries(node))
      if (!DATA.has(key) && !key.startsWith('x-') && value !== undefined) unread.push(value);
  }
  return found;
}
