import type { OpenApiDocument } from '../../catalogue/model.ts';
import { keysOf, pointerTo } from '../../json/pointer.ts';
import { isObject, type JsonObject } from '../../json/value.ts';
import type { Level, RawChange } from '../change.ts';
import { SchemaComparison } from '../schema/compare-schemas.ts';
import type { Place } from '../schema/place.ts';

/** A node of one document and where it stands. */
export interface Node {
  value: JsonObject;
  pointer: string;
}

/** A node before, and what it became. */
export interface Pair {
  base: Node;
  revision: Node;
}

/** Adds a change of one operation. */
export type Add = (id: string, level: Level, pointer: string, values?: Record<string, string>) => void;

/** Two documents, and the changes that were found between them. */
export class Comparison {
  readonly base: OpenApiDocument;
  readonly revision: OpenApiDocument;
  /** Day for which sunsets are judged, as `2026-11-23`. */
  readonly today: string;
  readonly schemas: SchemaComparison;
  readonly #changes = new Map<string, RawChange>();

  constructor(base: OpenApiDocument, revision: OpenApiDocument, today: string) {
    this.base = base;
    this.revision = revision;
    this.today = today;
    this.schemas = new SchemaComparison(base, revision);
  }

  changes(): RawChange[] {
    if (this.schemas.isCutShort) this.add('comparison-cut-short', 'warning', null, '/components/schemas');
    return [...this.#changes.values()];
  }

  /** Adds a change; the same at the same place counts once. */
  add(id: string, level: Level, operation: string | null, pointer: string, values: Record<string, string> = {}): void {
    const change = { id, level, operation, pointer, values };
    this.#changes.set(JSON.stringify(change), change);
  }

  /** @param isUnstable nobody was promised that it stays as it is: what breaks is no breach */
  forOperation(name: string, isUnstable = false): Add {
    return (id, level, pointer, values) =>
      this.add(id, isUnstable && level === 'breaking' ? 'harmless' : level, name, pointer, values);
  }

  /** @param known what is told of the schema's place, such as the place of a parameter */
  compareSchemas(add: Add, base: unknown, revision: unknown, place: Place, known: Record<string, string> = {}): void {
    for (const { id, level, place: at, from, to } of this.schemas.compareNodes(base, revision, place)) {
      const details = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
      add(id, level, at.revision, { ...known, name: at.name, ...details });
    }
  }

  /** Entries of a mapping of one side, references followed, with their pointers. What is no mapping is left out. */
  entries(side: 'base' | 'revision', { value, pointer }: Node, key: string): Map<string, Node> {
    const found = new Map<string, Node>();
    for (const name of Object.keys(isObject(value[key]) ? value[key] : {})) {
      const entry = this.child(side, { value, pointer }, key, name);
      if (entry !== null) found.set(name, entry);
    }
    return found;
  }

  /** A mapping below a node, references followed; `null` where there is none. */
  child(side: 'base' | 'revision', node: Node, ...path: string[]): Node | null {
    let value: unknown = node.value;
    for (const part of path) {
      const isHolder = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
      value = isHolder ? (value as Record<string, unknown>)[part] : undefined;
    }
    const followed = this.schemas[side].follow(value);
    if (!isObject(followed)) return null;
    const reference = isObject(value) && typeof value.$ref === 'string' ? value.$ref : '';
    const target = reference.startsWith('#/') ? keysOf(reference) : null;
    return { value: followed, pointer: target === null ? node.pointer + pointerTo(path) : pointerTo(target) };
  }
}
