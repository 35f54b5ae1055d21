import { escapeSegment, unescapeSegment } from '../json/pointer.ts';
import { isObject } from '../json/value.ts';
import { visitObjects } from './data-places.ts';

/** Keys of components by OpenAPI (Components Object). */
const LEGAL = /^[A-Za-z0-9._-]+$/;

/**
 * Gives components that a bundler took from other files, where any name is allowed, names that OpenAPI allows, in place, and
 * leads their references there. A schema keeps its own name as `x-name`.
 * @param own names of components that the spec itself writes out, such as `schemas/Money`: they stay
 */
export function renameComponents(document: unknown, own: Set<string>): void {
  const components = isObject(document) && isObject(document.components) ? document.components : {};
  const references = new Map<string, string>();
  for (const [section, entries] of Object.entries(components)) {
    if (!isObject(entries) || section.startsWith('x-')) continue;
    const names = Object.keys(entries);
    if (names.every((name) => LEGAL.test(name) || own.has(`${section}/${name}`))) continue;
    const taken = new Set(names);
    components[section] = Object.fromEntries(
      names.map((key) => {
        const entry = entries[key];
        if (LEGAL.test(key) || own.has(`${section}/${key}`)) return [key, entry];
        // The bundler takes over the last part of the pointer as it is written.
        const name = unescapeSegment(key);
        const legal = unusedName(name, taken);
        for (const written of [key, escapeSegment(key), encodeURIComponent(key)])
          references.set(`#/components/${section}/${written}`, `#/components/${section}/${legal}`);
        if (section !== 'schemas' || !isObject(entry)) return [legal, entry];
        return [legal, { ...entry, 'x-name': name }];
      }),
    );
  }
  if (references.size === 0) return;
  const renamed = (reference: string) => {
    const [head = ''] = /^#\/components\/[^/]+\/[^/]*/.exec(reference) ?? [];
    const target = references.get(head);
    return target === undefined ? reference : target + reference.slice(head.length);
  };
  visitObjects(document, (object, kind) => {
    if (typeof object.$ref === 'string') object.$ref = renamed(object.$ref);
    const { discriminator } = object;
    if (kind !== 'object' || !isObject(discriminator) || !isObject(discriminator.mapping)) return;
    for (const [value, target] of Object.entries(discriminator.mapping))
      if (typeof target === 'string') discriminator.mapping[value] = renamed(target);
  });
}

function unusedName(name: string, taken: Set<string>): string {
  const base = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '') || 'schema';
  let unused = base;
  for (let count = 2; taken.has(unused); count += 1) unused = `${base}-${count}`;
  taken.add(unused);
  return unused;
}
