import { type PlaceKind, placeKind } from '@dpi/specs/data-places';
import { follow, referenceIn, valueAt } from '@dpi/specs/json-reference';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import type { OpenApiDocument } from '@dpi/specs/model';
import { ExactNumber } from '@dpi/specs/numbers';

/** What unfolds to more values than this is put in place once, and referred to from there on. */
const MAX_UNFOLDED = 2000;

type JsonMap = Record<string, unknown>;

/**
 * Puts the targets of a document's references in their places.
 *
 * Unfolding everything takes for ever where schemas lead back to themselves, and as good as for ever where a few dozen of
 * them refer to each other crosswise. So what is endless or large is put in place once on the way down; below that, the
 * reference stays, and leads to {@link References.bundle}.
 *
 * References that lead out of the document, to nothing, or to themselves become the schema `{}`, which allows anything, so
 * that one of them does not take the whole service with it.
 */
export class References {
  readonly #document: OpenApiDocument;
  /** By reference: how many values its target unfolds to; without end where it holds itself. */
  readonly #sizes = new Map<string, number>();
  readonly #leads = new Map<string, boolean>();
  readonly #keys = new Map<string, string>();
  readonly #bundle: JsonMap = {};

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  /** What a value of the document is, or refers to; references within it are left as they are. Empty if it is no object. */
  follow(value: unknown): JsonObject {
    const reference = referenceIn(value);
    const { $ref: _reference, ...own } = isObject(value) ? value : {};
    if (reference === null || !this.#leadsSomewhere(reference)) return own;
    return { ...this.follow(valueAt(this.#document, reference)), ...own };
  }

  /** A copy of a part of the document, unfolded. */
  unfold(part: unknown): unknown {
    return this.#copy(part, [], 'object');
  }

  /** What the references that stayed in unfolded parts lead to: `#/__bundled__/<key>`. */
  bundle(): JsonMap {
    // What is added may need more; a map's iteration sees what comes in on the way.
    for (const [reference, key] of this.#keys) {
      this.#bundle[key] ??= this.#copy(valueAt(this.#document, reference), null, 'object');
    }
    return this.#bundle;
  }

  /** @param above sections of the large things that this is a part of; `null`: nothing large is put in place here */
  #copy(value: unknown, above: string[] | null, kind: PlaceKind): unknown {
    if (typeof value !== 'object' || value === null || value instanceof ExactNumber || kind === 'data') return value;
    if (Array.isArray(value)) return value.map((item) => this.#copy(item, above, kind));
    const result: JsonMap = {};
    for (const [key, item] of Object.entries(value))
      if (key !== '__proto__') result[key] = this.#copy(item, above, placeKind(kind, key, item));
    const reference = referenceIn(value);
    if (reference === null) return result;
    if (!this.#leadsSomewhere(reference)) return {};
    const isLarge = this.#size(reference) > MAX_UNFOLDED;
    const section = sectionOf(reference);
    if (isLarge && (above === null || above.includes(section))) {
      return { ...result, $ref: `#/__bundled__/${this.#keyOf(reference)}` };
    }
    delete result.$ref;
    const target = this.#copy(
      valueAt(this.#document, reference),
      isLarge && above !== null ? [...above, section] : above,
      kind,
    );
    if (typeof target !== 'object' || target === null || Array.isArray(target)) return target;
    return { ...target, ...result };
  }

  #keyOf(reference: string): string {
    const key = this.#keys.get(reference) ?? String(this.#keys.size);
    this.#keys.set(reference, key);
    return key;
  }

  #size(reference: string): number {
    const known = this.#sizes.get(reference);
    if (known !== undefined) return known;
    // Whoever comes back here while it is being counted goes round for ever.
    this.#sizes.set(reference, Number.POSITIVE_INFINITY);
    const size = this.#unfoldedSize(valueAt(this.#document, reference));
    this.#sizes.set(reference, size);
    return size;
  }

  #unfoldedSize(value: unknown, kind: PlaceKind = 'object'): number {
    if (typeof value !== 'object' || value === null || kind === 'data') return 1;
    const reference = referenceIn(value);
    let size = reference !== null && this.#leadsSomewhere(reference) ? this.#size(reference) : 1;
    for (const [key, item] of Object.entries(value))
      size += this.#unfoldedSize(item, Array.isArray(value) ? kind : placeKind(kind, key, item));
    return size;
  }

  #leadsSomewhere(reference: string): boolean {
    const known = this.#leads.get(reference);
    if (known !== undefined) return known;
    // The document itself is no schema.
    const leads = reference !== '#' && follow(this.#document, { $ref: reference }) !== undefined;
    this.#leads.set(reference, leads);
    return leads;
  }
}

/** The section of the document, such as `components/schemas`, that a reference leads to. */
function sectionOf(reference: string): string {
  const [, section = '', type = ''] = reference.split('/');
  return section === 'components' ? `${section}/${type}` : section;
}
