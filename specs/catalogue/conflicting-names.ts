import { dirname, resolve, sep } from 'node:path';
import { isObject, type JsonObject, objectsIn } from '../json/value.ts';

/** Remembers where the references of documents lead, before a bundler writes them anew. */
export class ReferenceLog {
  readonly #places = new Map<string, Set<string>>();

  /** Notes every reference of a document, by the file it leads to. */
  add(document: unknown, file: string): void {
    if (typeof document !== 'object' || document === null) return;
    for (const child of Object.values(document)) this.add(child, file);
    const reference = '$ref' in document ? document.$ref : undefined;
    if (typeof reference !== 'string') return;
    const [target = '', pointer = ''] = reference.split('#');
    const path = target === '' ? file : resolve(dirname(file), target);
    this.#places.set(path, (this.#places.get(path) ?? new Set()).add(pointer));
  }

  /** Names of the components that references lead to in files below a folder. */
  namesBelow(folder: string): Set<string> {
    const pointers = [...this.#places].flatMap(([file, all]) => (file.startsWith(folder + sep) ? [...all] : []));
    return new Set(pointers.map((pointer) => pointer.split('/').at(-1) ?? ''));
  }
}

/** The component that an action of an overlay is about, such as `['schemas', 'Money']`. */
const COMPONENT = /^\$\.components\.(\w+)\.(\w+)/;

/**
 * The components of a bundled spec that a shared overlay would translate though they only have the name of a shared one.
 * @param own names of components that the spec itself writes out, such as `schemas/Money`
 * @param shared names of the components that are really shared
 */
export function conflictingNames(
  bundled: unknown,
  overlay: unknown,
  own: Set<string>,
  shared: Set<string>,
): [string, string][] {
  const components = isObject(bundled) && isObject(bundled.components) ? bundled.components : {};
  const targets = objectsIn(isObject(overlay) ? overlay.actions : []).map(({ target }) => String(target));
  const named = targets.flatMap((target): [string, string][] => {
    const [, section, name] = COMPONENT.exec(target) ?? [];
    return section === undefined || name === undefined ? [] : [[section, name]];
  });
  return named.filter(([section, name]) => {
    const isThere = isObject(components[section]) && Object.hasOwn(components[section], name);
    return isThere && (own.has(`${section}/${name}`) || !shared.has(name));
  });
}

/** Names of the components that a spec writes out itself, such as `schemas/Money`; not those that are references. */
export function ownComponents(document: unknown): Set<string> {
  const components: JsonObject = isObject(document) && isObject(document.components) ? document.components : {};
  return new Set(
    Object.entries(components).flatMap(([section, entries]) =>
      Object.entries(isObject(entries) ? entries : {})
        .filter(([, entry]) => isObject(entry) && entry.$ref === undefined)
        .map(([name]) => `${section}/${name}`),
    ),
  );
}
