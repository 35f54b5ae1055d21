import type { Schema } from '../../catalogue/model.ts';
import { keysOf, pointerTo } from '../../json/pointer.ts';
import { isObject } from '../../json/value.ts';
import { type Direction, type Effect, idOf, type KeywordChange, type Level, levelOf } from '../change.ts';
import {
  compareAllOf,
  compareAlternatives,
  compareDiscriminators,
  compareWrapping,
  isSameUnion,
} from './alternatives.ts';
import { type AnySchema, isEverything } from './canonical.ts';
import { compareDefaults } from './defaults.ts';
import type { Disjointness } from './disjoint.ts';
import { compareConditions, compareItems } from './items.ts';
import { KEYWORDS } from './keywords.ts';
import type { Place } from './place.ts';
import { compareProperties } from './properties.ts';
import type { SchemaReader } from './schema-reader.ts';
import { compareTypes } from './types.ts';

export interface SchemaChange extends KeywordChange {
  place: Place;
  level: Level;
}

/** Whether a schema may stand for another: it means the same, whoever knows the one is safe with the other, or is not. */
export type Verdict = 'same' | 'safe' | 'unsafe';

/** Both documents, and what is known of their schemas. */
export interface Schemas {
  base: SchemaReader;
  revision: SchemaReader;
  /** `#` and JSON Pointer of components that mean the same in both documents. */
  unchanged: Set<string>;
  /** Whether any value fits two schemas. */
  disjointness: Disjointness;
  /** What becomes of those who know `base` when they meet `revision`. */
  verdict(base: AnySchema, revision: AnySchema, direction: Direction): Verdict;
}

type Part = (base: Schema, revision: Schema, place: Place, pair: SchemaPair) => void;

/** What is compared of two schemas, in the order in which it is told. */
const PARTS: Part[] = [
  compareTypes,
  compareKeywords,
  compareDefaults,
  compareProperties,
  compareItems,
  compareConditions,
  compareAlternatives,
  compareAllOf,
  compareDiscriminators,
];

/** A schema and what it became: what changed in itself, and which schemas stand below. */
export class SchemaPair {
  readonly schemas: Schemas;
  readonly changes: SchemaChange[] = [];
  readonly below: { base: AnySchema; revision: AnySchema; place: Place }[] = [];

  constructor(base: AnySchema, revision: AnySchema, place: Place, schemas: Schemas) {
    this.schemas = schemas;
    if (typeof base === 'object' && typeof revision === 'object') {
      if (compareWrapping(base, revision, place, this) || isSameUnion(base, revision, this)) return;
      for (const compare of PARTS) compare(base, revision, place, this);
    } else if (!isEverything(base) || !isEverything(revision)) {
      const isLoosened = isEverything(revision) || base === false;
      this.add(isLoosened ? 'schema-removed' : 'schema-added', isLoosened ? 'loosened' : 'tightened', place);
    }
  }

  /** @param id what comes after the kind of the place */
  add(id: string, effect: Effect, place: Place, details: { from?: string; to?: string; level?: Level } = {}): void {
    const { level = levelOf(id, effect, place.direction), ...values } = details;
    this.changes.push({ id: idOf(place.kind, id), effect, ...values, place, level });
  }

  /** As {@link add}, for an id that does not begin with the kind of the place. */
  addNamed(id: string, level: Level, place: Place): void {
    this.changes.push({ id, effect: 'changed', place, level });
  }

  compareNodes(base: unknown, revision: unknown, place: Place): void {
    const [from, to] = [referenceIn(base), referenceIn(revision)];
    const isSame =
      from !== null && this.schemas.unchanged.has(from) && JSON.stringify(base) === JSON.stringify(revision);
    if (isSame) return;
    const at = { ...place, base: from ?? place.base, revision: to ?? place.revision };
    this.compare(this.schemas.base.read(base), this.schemas.revision.read(revision), at);
  }

  compare(base: AnySchema, revision: AnySchema, place: Place): void {
    if (base !== revision) this.below.push({ base, revision, place });
  }
}

/** Where a node refers to in its own document: `#` and the JSON Pointer, without percent-encoding. */
function referenceIn(node: unknown): string | null {
  const keys = isObject(node) && typeof node.$ref === 'string' && node.$ref.startsWith('#/') ? keysOf(node.$ref) : null;
  return keys === null ? null : `#${pointerTo(keys)}`;
}

function compareKeywords(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  for (const compare of Object.values(KEYWORDS)) {
    for (const { id, effect, ...details } of compare(base, revision)) pair.add(id, effect, place, details);
  }
}
