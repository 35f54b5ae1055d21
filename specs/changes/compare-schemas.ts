import { isObject } from '../catalogue/data-file.ts';
import type { Schema } from '../catalogue/model.ts';
import { compareAllOf, compareAlternatives, compareDiscriminators, compareWrapping } from './alternatives.ts';
import { type AnySchema, isEverything } from './canonical.ts';
import { type Direction, type Effect, idOf, type Level, levelOf } from './change.ts';
import { compareConditions, compareItems } from './items.ts';
import { KEYWORDS, type KeywordChange } from './keywords.ts';
import { compareProperties } from './properties.ts';
import type { SchemaReader } from './schema-reader.ts';
import { compareTypes } from './types.ts';

/** Where in a message a schema stands. */
export interface Place {
  /** First part of ids: `request-parameter`, `request-body`, `request-property`, `response-header`, … */
  kind: string;
  /** Name of a parameter or header, or the path of a property, such as `payer.account`; empty for a body. */
  name: string;
  /** JSON Pointers into base and revision. */
  base: string;
  revision: string;
  direction: Direction;
  /** Values travel as text, as in a query or a form: a text takes what a number takes. */
  isText: boolean;
  /** Nobody relies on what is assumed where nothing is said: the caller always says something. */
  isAlwaysSaid?: boolean;
  /** Lists are written as one value after another, so that a single value is a list of one. */
  isRepeated?: boolean;
}

export interface SchemaChange extends KeywordChange {
  place: Place;
  level: Level;
}

/** Both documents, read, and what is known of their schemas so far. */
export interface SchemaPair {
  base: SchemaReader;
  revision: SchemaReader;
  /** References to components that mean the same in both documents. */
  unchanged: Set<string>;
  /** Pairs that may still be compared before the comparison is cut short. */
  pairsLeft: number;
  verdicts: Map<object, Map<object, Partial<Record<Direction, Verdict>>>>;
}

/** Whether a schema may stand for another: it means the same, whoever knows the one is safe with the other, or may fail. */
type Verdict = 'same' | 'safe' | 'breaking';

type Part = (base: Schema, revision: Schema, place: Place, walk: SchemaWalk) => void;

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

/** Deeper than any schema that people write. */
const MAX_DEPTH = 100;

/** Compares two schema nodes, and all below them, by what the change means to those who write or read the values. */
export function compareSchemas(base: unknown, revision: unknown, place: Place, schemas: SchemaPair): SchemaChange[] {
  const changes: SchemaChange[] = [];
  new SchemaWalk(schemas, changes).compareNodes(base, revision, place);
  return changes;
}

export class SchemaWalk {
  readonly schemas: SchemaPair;
  readonly #changes: SchemaChange[];
  readonly #seen = new Map<object, Set<object>>();
  #depth = 0;

  constructor(schemas: SchemaPair, changes: SchemaChange[]) {
    this.schemas = schemas;
    this.#changes = changes;
  }

  compareNodes(base: unknown, revision: unknown, place: Place): void {
    if (this.#isUnchanged(base, revision)) return;
    const at = { ...place, base: target(base) ?? place.base, revision: target(revision) ?? place.revision };
    this.compare(this.schemas.base.read(base), this.schemas.revision.read(revision), at);
  }

  compare(base: AnySchema, revision: AnySchema, place: Place): void {
    if (base === revision) return;
    if (typeof base === 'boolean' || typeof revision === 'boolean') {
      if (isEverything(base) && isEverything(revision)) return;
      const isLoosened = isEverything(revision) || base === false;
      this.add(isLoosened ? 'schema-removed' : 'schema-added', isLoosened ? 'loosened' : 'tightened', place);
      return;
    }
    if (this.#wasSeen(base, revision) || this.schemas.pairsLeft <= 0 || this.#depth > MAX_DEPTH) return;
    this.schemas.pairsLeft -= 1;
    this.#depth += 1;
    if (!compareWrapping(base, revision, place, this)) {
      for (const compare of PARTS) compare(base, revision, place, this);
    }
    this.#depth -= 1;
  }

  /** @param id what comes after the kind of the place */
  add(id: string, effect: Effect, place: Place, told: { from?: string; to?: string; level?: Level } = {}): void {
    const { level = levelOf(id, effect, place.direction), ...values } = told;
    this.#changes.push({ id: idOf(place.kind, id), effect, ...values, place, level });
  }

  /** As {@link add}, for an id that does not begin with the kind of the place. */
  addNamed(id: string, level: Level, place: Place): void {
    this.#changes.push({ id, effect: 'changed', place, level });
  }

  /** What becomes of those who know `base` when they meet `revision`. The answer is kept. */
  verdict(base: AnySchema, revision: AnySchema, direction: Direction): Verdict {
    if (typeof base === 'boolean' || typeof revision === 'boolean') return this.#judge(base, revision, direction);
    const ofBase = this.schemas.verdicts.get(base) ?? new Map<object, Partial<Record<Direction, Verdict>>>();
    const known = ofBase.get(revision) ?? {};
    this.schemas.verdicts.set(base, ofBase.set(revision, known));
    if (known[direction] === undefined) {
      // Asked again within its own answer, in a circle, the rest decides.
      known[direction] = 'same';
      known[direction] = this.#judge(base, revision, direction);
    }
    return known[direction];
  }

  #judge(base: AnySchema, revision: AnySchema, direction: Direction): Verdict {
    const changes: SchemaChange[] = [];
    const walk = new SchemaWalk(this.schemas, changes);
    walk.#depth = this.#depth + 1;
    walk.compare(base, revision, { kind: '', name: '', base: '', revision: '', direction, isText: false });
    if (changes.length === 0) return 'same';
    return changes.some(({ level }) => level === 'breaking') ? 'breaking' : 'safe';
  }

  #isUnchanged(base: unknown, revision: unknown): boolean {
    if (!isObject(base) || !isObject(revision)) return false;
    return typeof base.$ref === 'string' && base.$ref === revision.$ref && this.schemas.unchanged.has(base.$ref);
  }

  #wasSeen(base: object, revision: object): boolean {
    const seen = this.#seen.get(base) ?? new Set();
    this.#seen.set(base, seen);
    return seen.has(revision) || !seen.add(revision);
  }
}

/** The place of a property, an item or another schema within the schema of a place. */
export function placeBelow(place: Place, name: string, ...path: string[]): Place {
  const kinds: Record<string, string> = {
    'request-body': 'request-property',
    'response-body': 'response-property',
    'request-parameter': 'request-parameter-property',
    'response-header': 'response-header-property',
  };
  const pointer = path.map((part) => `/${escapePart(part)}`).join('');
  return {
    ...place,
    kind: kinds[place.kind] ?? place.kind,
    name: place.name === '' || name.startsWith('[') ? `${place.name}${name}` : `${place.name}.${name}`,
    base: `${place.base}${pointer}`,
    revision: `${place.revision}${pointer}`,
  };
}

export function escapePart(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function target(node: unknown): string | null {
  return isObject(node) && typeof node.$ref === 'string' && node.$ref.startsWith('#/') ? node.$ref.slice(1) : null;
}

function compareKeywords(base: Schema, revision: Schema, place: Place, walk: SchemaWalk): void {
  for (const compare of Object.values(KEYWORDS)) {
    for (const { id, effect, ...told } of compare(base, revision)) walk.add(id, effect, place, told);
  }
}

/** What is assumed where nothing is said. Callers rely on it for parameters; for a body it is rarely more than a note. */
function compareDefaults(base: Schema, revision: Schema, place: Place, walk: SchemaWalk): void {
  const [from, to] = [base.default, revision.default];
  if (JSON.stringify(from) === JSON.stringify(to)) return;
  const id =
    from === undefined ? 'default-value-added' : to === undefined ? 'default-value-removed' : 'default-value-changed';
  const told = {
    ...(from === undefined ? {} : { from: shown(from) }),
    ...(to === undefined ? {} : { to: shown(to) }),
  };
  const isParameter = place.kind === 'request-parameter';
  const level = place.isAlwaysSaid ? 'harmless' : 'breaking';
  walk.add(id, 'changed', place, isParameter ? { ...told, level } : told);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
