import { isObject, stringsIn } from '../catalogue/data-file.ts';
import type { Schema } from '../catalogue/model.ts';
import { KEYWORDS, type KeywordChange } from './keywords.ts';
import { type AnySchema, type SchemaReader, typesIn } from './normalise.ts';
import { type Direction, type Effect, type Level, levelOf } from './raw-change.ts';

/** Where in a message a schema stands. */
export interface Place {
  /** First part of ids: `request-parameter`, `request-body`, `request-property`, `response-header`, … */
  kind: string;
  /** Name of a parameter or header, or the path of a property, such as `payer.account`. */
  name: string;
  pointer: string;
  direction: Direction;
  /** Values travel as text, as in a query: every text takes what a number takes. */
  isText: boolean;
}

export interface SchemaChange extends KeywordChange {
  place: Place;
  level: Level;
}

type Reading = { base: SchemaReader; revision: SchemaReader };

/** Compares two schemas, and all below them, by what the change means to those who write or read the values. */
export function compareSchemas(base: unknown, revision: unknown, place: Place, readers: Reading): SchemaChange[] {
  const changes: SchemaChange[] = [];
  new SchemaWalk(readers, changes).compare(readers.base.read(base), readers.revision.read(revision), place);
  return changes;
}

/** Deeper than any schema that people write; a circle that is never the same object ends here. */
const MAX_DEPTH = 60;

class SchemaWalk {
  readonly #readers: Reading;
  readonly #changes: SchemaChange[];
  /** Pairs that are being compared or were: a circle is entered once. */
  readonly #seen = new Map<object, Set<object>>();
  #depth = 0;

  constructor(readers: Reading, changes: SchemaChange[]) {
    this.#readers = readers;
    this.#changes = changes;
  }

  compare(base: AnySchema, revision: AnySchema, place: Place): void {
    if (base === revision) return;
    if (typeof base === 'boolean' || typeof revision === 'boolean') {
      this.#compareBooleans(base, revision, place);
      return;
    }
    if (this.#wasSeen(base, revision) || this.#depth > MAX_DEPTH) return;
    this.#depth += 1;
    this.#compareTypes(base, revision, place);
    for (const compare of Object.values(KEYWORDS)) {
      for (const change of compare(base, revision)) this.#add(change, place);
    }
    this.#compareDefault(base, revision, place);
    this.#compareProperties(base, revision, place);
    this.#compareItems(base, revision, place);
    for (const keyword of ['oneOf', 'anyOf'] as const) this.#compareAlternatives(keyword, base, revision, place);
    this.#compareAllOf(base, revision, place);
    for (const [keyword, id] of CONDITIONS) this.#comparePart(base[keyword], revision[keyword], id, place);
    this.#compareNot(base, revision, place);
    this.#compareDiscriminator(base, revision, place);
    this.#depth -= 1;
  }

  #add(change: KeywordChange, place: Place, level?: Level): void {
    this.#changes.push({ ...change, place, level: level ?? this.#levelOf(change, place) });
  }

  #levelOf({ id, effect }: KeywordChange, { direction }: Place): Level {
    if (id === 'extensible-enum-value-added') return 'harmless';
    // Whether another pattern takes more cannot be told; a reader rarely depends on it, a writer is refused.
    if (id === 'pattern-changed' && direction === 'response') return 'warning';
    return levelOf(effect, direction);
  }

  #wasSeen(base: object, revision: object): boolean {
    const seen = this.#seen.get(base) ?? new Set();
    this.#seen.set(base, seen);
    return seen.has(revision) || !seen.add(revision);
  }

  #compareBooleans(base: AnySchema, revision: AnySchema, place: Place): void {
    if (isEverything(base) && isEverything(revision)) return;
    const effect: Effect = isEverything(revision) || base === false ? 'loosened' : 'tightened';
    this.#add({ id: effect === 'loosened' ? 'schema-removed' : 'schema-added', effect }, place);
  }

  #compareTypes(base: Schema, revision: Schema, place: Place): void {
    const [from, to] = [typesIn(base), typesIn(revision)];
    if (from.length === 0 && to.length === 0) return;
    const [fromNull, toNull] = [from.includes('null'), to.includes('null')];
    const solid = (types: string[]) => types.filter((type) => type !== 'null');
    if (from.length > 0 && to.length > 0 && fromNull !== toNull && solid(from).length > 0 && solid(to).length > 0) {
      this.#add(
        toNull ? { id: 'became-nullable', effect: 'loosened' } : { id: 'became-not-nullable', effect: 'tightened' },
        place,
      );
    }
    const takes = (wide: string[], narrow: string[]) =>
      wide.length === 0 ||
      (narrow.length > 0 && narrow.every((type) => wide.some((other) => isWider(other, type, place.isText))));
    const [a, b] = from.length > 0 && to.length > 0 ? [solid(from), solid(to)] : [from, to];
    if (from.length > 0 && to.length > 0 && (a.length === 0 || b.length === 0) && a.length !== b.length) {
      this.#add({ id: 'type-changed', effect: 'changed', from: from.join(', '), to: to.join(', ') }, place);
      return;
    }
    const [wider, narrower] = [takes(b, a), takes(a, b)];
    if (wider && narrower) return;
    const effect: Effect = wider ? 'loosened' : narrower ? 'tightened' : 'changed';
    const id = wider ? 'type-generalized' : narrower ? 'type-specialized' : 'type-changed';
    this.#add({ id, effect, from: from.join(', ') || '–', to: to.join(', ') || '–' }, place);
  }

  /** What is assumed where a caller says nothing. Of parameters callers rely on it; of bodies it is rarely more than a note. */
  #compareDefault(base: Schema, revision: Schema, place: Place): void {
    const [from, to] = [base.default, revision.default];
    if (JSON.stringify(from) === JSON.stringify(to)) return;
    const id =
      from === undefined ? 'default-value-added' : to === undefined ? 'default-value-removed' : 'default-value-changed';
    const level =
      place.kind === 'request-parameter' ? 'breaking' : place.direction === 'request' ? 'warning' : 'harmless';
    this.#add({ id, effect: 'changed', from: shown(from), to: shown(to) }, place, level);
  }

  #compareProperties(base: Schema, revision: Schema, place: Place): void {
    const [from, to] = [mapOf(base.properties), mapOf(revision.properties)];
    const [mustBefore, mustNow] = [new Set(stringsIn(base.required)), new Set(stringsIn(revision.required))];
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const below = propertyPlace(place, name);
      const [before, now] = [from[name], to[name]];
      const [old, fresh] = [this.#readers.base.read(before), this.#readers.revision.read(now)];
      if (
        isHidden(before === undefined ? fresh : old, place.direction) &&
        isHidden(now === undefined ? old : fresh, place.direction)
      ) {
        continue;
      }
      if (before === undefined) this.#propertyAdded(fresh, mustNow.has(name), base, below);
      else if (now === undefined) this.#propertyRemoved(mustBefore.has(name), revision, mustNow.has(name), below);
      else {
        this.#compareRequired(mustBefore.has(name), mustNow.has(name), fresh, below);
        this.compare(old, fresh, below);
      }
    }
    for (const name of mustNow) {
      if (mustBefore.has(name) || name in from || name in to) continue;
      this.#compareRequired(false, true, true, propertyPlace(place, name));
    }
    for (const name of mustBefore) {
      if (mustNow.has(name) || name in from || name in to) continue;
      this.#compareRequired(true, false, true, propertyPlace(place, name));
    }
    this.#compareOthers(base, revision, place);
  }

  #propertyAdded(schema: AnySchema, isRequired: boolean, base: Schema, place: Place): void {
    const { direction } = place;
    if (direction === 'response') {
      const id = isRequired ? 'response-required-property-added' : 'response-optional-property-added';
      this.#changes.push({ id, effect: 'tightened', place: { ...place, kind: '' }, level: 'harmless' });
      return;
    }
    const id = isRequired ? 'new-required-request-property' : 'new-optional-request-property';
    // An open object took this name before, with any value.
    const wasOpen =
      !isRequired &&
      isObject(base.additionalProperties) &&
      !isEverything(this.#readers.base.read(base.additionalProperties));
    this.#changes.push({
      id,
      effect: 'tightened',
      place: { ...place, kind: '' },
      level: isRequired ? 'breaking' : 'harmless',
    });
    if (wasOpen) this.compare(this.#readers.base.read(base.additionalProperties), schema, place);
  }

  #propertyRemoved(wasRequired: boolean, revision: Schema, isStillRequired: boolean, place: Place): void {
    if (place.direction === 'response') {
      const id = wasRequired ? 'response-required-property-removed' : 'response-optional-property-removed';
      const level = wasRequired && !isStillRequired ? 'breaking' : 'warning';
      this.#changes.push({ id, effect: 'loosened', place: { ...place, kind: '' }, level });
      return;
    }
    // Where other names are still taken, whoever sends it is not refused, but what they ask for is not done.
    const others = this.#readers.revision.read(revision.additionalProperties ?? true);
    this.#changes.push({
      id: 'request-property-removed',
      effect: others === false ? 'tightened' : 'changed',
      place: { ...place, kind: '' },
      level: 'breaking',
    });
  }

  #compareRequired(before: boolean, now: boolean, schema: AnySchema, place: Place): void {
    if (before === now) return;
    const hasDefault = typeof schema !== 'boolean' && schema.default !== undefined;
    if (now)
      this.#add({ id: hasDefault ? 'became-required-with-default' : 'became-required', effect: 'tightened' }, place);
    else this.#add({ id: 'became-optional', effect: 'loosened' }, place);
  }

  #compareOthers(base: Schema, revision: Schema, place: Place): void {
    const [from, to] = [base.additionalProperties ?? true, revision.additionalProperties ?? true];
    const [old, fresh] = [this.#readers.base.read(from), this.#readers.revision.read(to)];
    if (!(isEverything(old) && isEverything(fresh))) {
      const isSchemaBoth =
        typeof old !== 'boolean' && typeof fresh !== 'boolean' && !isEverything(old) && !isEverything(fresh);
      if (isSchemaBoth) this.compare(old, fresh, propertyPlace(place, '*'));
      else if (old !== fresh) {
        const effect: Effect = isEverything(fresh) || old === false ? 'loosened' : 'tightened';
        const id = effect === 'loosened' ? 'additional-properties-opened' : 'additional-properties-closed';
        // Readers are told to pass over what they do not know.
        this.#add(
          { id, effect },
          place,
          effect === 'loosened' && place.direction === 'response' ? 'warning' : undefined,
        );
      }
    }
    this.#compareMaps(base.patternProperties, revision.patternProperties, 'pattern-property', place);
    this.#compareMaps(base.dependentSchemas, revision.dependentSchemas, 'dependent-schema', place);
  }

  #compareMaps(base: unknown, revision: unknown, id: string, place: Place): void {
    const [from, to] = [mapOf(base), mapOf(revision)];
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const below = propertyPlace(place, name);
      if (!(name in from)) this.#add({ id: `${id}-added`, effect: 'tightened', to: name }, place);
      else if (!(name in to)) this.#add({ id: `${id}-removed`, effect: 'loosened', from: name }, place);
      else this.compare(this.#readers.base.read(from[name]), this.#readers.revision.read(to[name]), below);
    }
  }

  #compareItems(base: Schema, revision: Schema, place: Place): void {
    const below = propertyPlace(place, '[]');
    const [from, to] = [prefixOf(base), prefixOf(revision)];
    const count = Math.max(from.length, to.length);
    for (let index = 0; index < count; index += 1) {
      const at = propertyPlace(place, `[${index}]`);
      if (index >= from.length) this.#add({ id: 'prefix-items-added', effect: 'loosened' }, at);
      else if (index >= to.length) this.#add({ id: 'prefix-items-removed', effect: 'tightened' }, at);
      else this.compare(this.#readers.base.read(from[index]), this.#readers.revision.read(to[index]), at);
    }
    if (base.items === undefined && revision.items === undefined) return;
    const [old, fresh] = [
      this.#readers.base.read(base.items ?? true),
      this.#readers.revision.read(revision.items ?? true),
    ];
    if (isEverything(old) !== isEverything(fresh)) {
      const added = isEverything(old);
      this.#add({ id: added ? 'items-added' : 'items-removed', effect: added ? 'tightened' : 'loosened' }, below);
    } else this.compare(old, fresh, below);
  }

  #compareAlternatives(keyword: 'oneOf' | 'anyOf', base: Schema, revision: Schema, place: Place): void {
    const id = keyword === 'oneOf' ? 'one-of' : 'any-of';
    const [from, to] = [listOf(base[keyword]), listOf(revision[keyword])];
    if (from.length === 0 && to.length === 0) return;
    if (from.length === 0) {
      // What was one shape is now one of several: the old shape, where it is still among them, is taken as before.
      const { [keyword]: _, ...rest } = revision;
      const isPlain = typesIn(rest as Schema).length === 0 && rest.properties === undefined;
      const keeps = isPlain && to.some((member) => this.#isSame(base, this.#readers.revision.read(member)));
      this.#add({ id: `${id}-wrapped`, effect: keeps ? 'loosened' : 'tightened' }, place);
      return;
    }
    if (to.length === 0) {
      const keeps = from.some((member) => this.#isSame(this.#readers.base.read(member), revision));
      this.#add({ id: `${id}-unwrapped`, effect: keeps ? 'tightened' : 'loosened' }, place);
      return;
    }
    const left = [...from];
    const fresh: unknown[] = [];
    for (const member of to) {
      const same = left.findIndex((other) => this.#isCounterpart(other, member));
      if (same === -1) fresh.push(member);
      else {
        const [old] = left.splice(same, 1);
        this.compare(this.#readers.base.read(old), this.#readers.revision.read(member), place);
      }
    }
    // Those without a counterpart: as many gone as come are the same alternatives, changed.
    while (left.length > 0 && fresh.length > 0 && from.length === to.length) {
      this.compare(this.#readers.base.read(left.shift()), this.#readers.revision.read(fresh.shift()), place);
    }
    if (left.length > 0) this.#add({ id: `${id}-removed`, effect: 'tightened', from: String(left.length) }, place);
    if (fresh.length > 0) this.#add({ id: `${id}-added`, effect: 'loosened', to: String(fresh.length) }, place);
  }

  #isCounterpart(base: unknown, revision: unknown): boolean {
    if (isObject(base) && isObject(revision)) {
      if (typeof base.$ref === 'string' && base.$ref === revision.$ref) return true;
      if (typeof base.title === 'string' && base.title === revision.title) return true;
    }
    return this.#isSame(this.#readers.base.read(base), this.#readers.revision.read(revision));
  }

  /** Whether no change of any meaning is between two schemas. */
  #isSame(base: AnySchema, revision: AnySchema): boolean {
    const changes: SchemaChange[] = [];
    const walk = new SchemaWalk(this.#readers, changes);
    walk.#depth = this.#depth + 1;
    walk.compare(base, revision, { kind: '', name: '', pointer: '', direction: 'request', isText: false });
    return changes.length === 0;
  }

  #compareAllOf(base: Schema, revision: Schema, place: Place): void {
    const [from, to] = [listOf(base.allOf), listOf(revision.allOf)];
    const left = [...from];
    for (const member of to) {
      const same = left.findIndex((other) => this.#isCounterpart(other, member));
      if (same === -1) this.#add({ id: 'all-of-added', effect: 'tightened' }, place);
      else left.splice(same, 1);
    }
    if (left.length > 0) this.#add({ id: 'all-of-removed', effect: 'loosened' }, place);
  }

  /** A keyword whose value is a schema that narrows: there or not, or changed below. */
  #comparePart(base: unknown, revision: unknown, id: string, place: Place): void {
    if (base === undefined && revision === undefined) return;
    const [old, fresh] = [this.#readers.base.read(base ?? true), this.#readers.revision.read(revision ?? true)];
    if (isEverything(old) && isEverything(fresh)) return;
    if (base === undefined) this.#add({ id: `${id}-added`, effect: 'tightened' }, place);
    else if (revision === undefined) this.#add({ id: `${id}-removed`, effect: 'loosened' }, place);
    else this.compare(old, fresh, propertyPlace(place, `(${id})`));
  }

  /** `not` turns the meaning round: what is forbidden grows when its schema is loosened. */
  #compareNot(base: Schema, revision: Schema, place: Place): void {
    if (base.not === undefined && revision.not === undefined) return;
    if (base.not === undefined || revision.not === undefined) {
      const added = base.not === undefined;
      this.#add({ id: added ? 'not-added' : 'not-removed', effect: added ? 'tightened' : 'loosened' }, place);
      return;
    }
    const direction = place.direction === 'request' ? 'response' : 'request';
    this.compare(this.#readers.base.read(base.not), this.#readers.revision.read(revision.not), { ...place, direction });
  }

  #compareDiscriminator(base: Schema, revision: Schema, place: Place): void {
    const [from, to] = [base.discriminator, revision.discriminator];
    if (JSON.stringify(from) === JSON.stringify(to)) return;
    const id =
      from === undefined
        ? 'discriminator-added'
        : to === undefined
          ? 'discriminator-removed'
          : from.propertyName === to.propertyName
            ? 'discriminator-mapping-changed'
            : 'discriminator-property-name-changed';
    this.#add(
      { id, effect: 'changed', from: from?.propertyName ?? '–', to: to?.propertyName ?? '–' },
      place,
      'warning',
    );
  }
}

const CONDITIONS: [string, string][] = [
  ['contains', 'contains'],
  ['propertyNames', 'property-names'],
  ['if', 'if'],
  ['then', 'then'],
  ['else', 'else'],
  ['unevaluatedProperties', 'unevaluated-properties'],
  ['unevaluatedItems', 'unevaluated-items'],
  ['contentSchema', 'content-schema'],
];

function propertyPlace(place: Place, name: string): Place {
  const kind = place.kind.startsWith('request')
    ? place.kind.includes('parameter')
      ? 'request-parameter-property'
      : 'request-property'
    : place.kind === 'response-header'
      ? place.kind
      : 'response-property';
  const path = place.kind.endsWith('-body') ? name : `${place.name}${name.startsWith('[') ? '' : '.'}${name}`;
  return { ...place, kind, name: path, pointer: `${place.pointer}/${name}`, isText: false };
}

function isWider(wide: string, narrow: string, isText: boolean): boolean {
  return (
    wide === narrow ||
    (wide === 'number' && narrow === 'integer') ||
    (isText && wide === 'string' && ['integer', 'number', 'boolean'].includes(narrow))
  );
}

/** Clients neither write what is read-only nor read what is write-only. */
function isHidden(schema: AnySchema, direction: Direction): boolean {
  return (
    typeof schema !== 'boolean' && (direction === 'request' ? schema.readOnly === true : schema.writeOnly === true)
  );
}

const NOTES = new Set([
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
  'default',
  '$comment',
  'externalDocs',
  'xml',
]);

/** Whether a schema takes every value. */
function isEverything(schema: AnySchema): boolean {
  return (
    schema === true ||
    (typeof schema === 'object' && Object.keys(schema).every((key) => NOTES.has(key) || key.startsWith('x-')))
  );
}

function mapOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function prefixOf(schema: Schema): unknown[] {
  return listOf(schema.prefixItems);
}

function shown(value: unknown): string {
  return value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
}
