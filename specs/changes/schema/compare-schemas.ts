import type { OpenApiDocument } from '../../catalogue/model.ts';
import type { Direction } from '../change.ts';
import type { AnySchema } from './canonical.ts';
import { Disjointness } from './disjoint.ts';
import { attached, detached, meaningOf, type Place } from './place.ts';
import { type SchemaChange, SchemaPair, type Schemas, type Verdict } from './schema-pair.ts';
import { SchemaReader } from './schema-reader.ts';
import { unchangedSchemas } from './unchanged-schemas.ts';

/** What a comparison may take, in visits of a pair: some seconds. Real specs need a tenth of it. */
const BUDGET = 5_000_000;

/** What a new pair and a change cost: they are kept, and memory ends before time does. */
const KEPT = 25;

/** Deeper than alternatives are nested in any schema that people write. */
const MAX_NESTING = 30;

/**
 * Compares schemas of two documents, and all below them. A pair of schemas is looked at once for each kind of place and then
 * remembered: most operations of a spec share what they send.
 */
export class SchemaComparison implements Schemas {
  readonly base: SchemaReader;
  readonly revision: SchemaReader;
  readonly unchanged: Set<string>;
  readonly disjointness = new Disjointness();
  readonly #pairs = new Map<AnySchema, Map<AnySchema, Map<string, PairAtPlace>>>();
  readonly #verdicts = new Map<AnySchema, Map<AnySchema, Map<Direction, Verdict>>>();
  #spent = 0;
  #nesting = 0;

  constructor(base: OpenApiDocument, revision: OpenApiDocument) {
    this.base = new SchemaReader(base);
    this.revision = new SchemaReader(revision);
    this.unchanged = unchangedSchemas(base, revision);
  }

  /** Whether the schemas refer to each other so much that not all could be compared. */
  get isCutShort(): boolean {
    return this.#spent > BUDGET;
  }

  compareNodes(base: unknown, revision: unknown, place: Place): SchemaChange[] {
    const pair = new SchemaPair(true, true, place, this);
    pair.compareNodes(base, revision, { ...place, base: '', revision: '' });
    return pair.below.flatMap((root) => [
      ...this.#changes(root.base, root.revision, attached({ ...root.place, name: '' }, place)),
    ]);
  }

  verdict(base: AnySchema, revision: AnySchema, direction: Direction): Verdict {
    const known = inner(inner(this.#verdicts, base), revision);
    const answer = known.get(direction);
    if (answer !== undefined) return answer;
    // Asked again within its own answer, in a circle, the rest decides.
    known.set(direction, 'same');
    if (this.#nesting >= MAX_NESTING) return 'same';
    this.#nesting += 1;
    let verdict: Verdict = 'same';
    const place = { kind: direction, name: '', base: '', revision: '', direction, isText: false };
    for (const { level } of this.#changes(base, revision, place)) {
      verdict = level === 'harmless' ? 'safe' : 'unsafe';
      if (verdict === 'unsafe') break;
    }
    this.#nesting -= 1;
    known.set(direction, verdict);
    return verdict;
  }

  /** Changes of two schemas and of all below, outer ones first. A circle is entered once. */
  *#changes(base: AnySchema, revision: AnySchema, place: Place): Generator<SchemaChange> {
    const root = this.#pairOf(base, revision, place);
    const seen = new Set([root.schemas]);
    const waiting = [{ entry: root, place }];
    for (let next = waiting.pop(); next !== undefined && !this.isCutShort; next = waiting.pop()) {
      this.#spent += 1 + KEPT * next.entry.pair.changes.length;
      const above = next.place;
      for (const change of next.entry.pair.changes) yield { ...change, place: attached(change.place, above) };
      for (const { entry, place: found } of this.#below(next.entry)) {
        if (seen.has(entry.schemas)) continue;
        seen.add(entry.schemas);
        waiting.push({ entry, place: attached(found, above) });
      }
    }
  }

  /** Two schemas at a kind of place; the same ones at the same kind are the same entry. */
  #pairOf(base: AnySchema, revision: AnySchema, place: Place): PairAtPlace {
    const schemas = inner(inner(this.#pairs, base), revision);
    const kind = meaningOf(place);
    const known = schemas.get(kind);
    if (known !== undefined) return known;
    this.#spent += KEPT;
    const entry = { pair: new SchemaPair(base, revision, detached(place), this), below: null, schemas };
    schemas.set(kind, entry);
    return entry;
  }

  /** What stands below and can hold a change. Most schemas are bare: nothing changed, and nothing is below them. */
  #below(entry: PairAtPlace): NonNullable<PairAtPlace['below']> {
    entry.below ??= entry.pair.below
      .map(({ base, revision, place }) => ({ entry: this.#pairOf(base, revision, place), place }))
      .filter(({ entry: { pair } }) => pair.changes.length > 0 || pair.below.length > 0)
      .reverse();
    return entry.below;
  }
}

interface PairAtPlace {
  pair: SchemaPair;
  below: { entry: PairAtPlace; place: Place }[] | null;
  /** One for these two schemas, whatever the place. */
  schemas: Map<string, PairAtPlace>;
}

function inner<K, I, V>(map: Map<K, Map<I, V>>, key: K): Map<I, V> {
  const found = map.get(key) ?? new Map<I, V>();
  map.set(key, found);
  return found;
}
