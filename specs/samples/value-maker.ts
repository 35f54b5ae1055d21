import type { Schema } from '../catalogue/model.ts';
import { escapeSegment } from '../json/pointer.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { isInteger, isNumeric } from '../numbers/index.ts';
import { type Direction, spend } from '../schema/index.ts';
import { type FlatSchema, flatten, type Schemas } from './flat-schema.ts';
import { factFor, type KnownPerson } from './known-people.ts';
import { isWithin, numberValue } from './number-value.ts';
import { patternOf } from './pattern-of.ts';
import { randomAt, textValue } from './text-value.ts';

/** What earlier attempts have taught of a place, by JSON Pointer. */
export interface Lessons {
  /** How often the value of the place did not fit. */
  misses: Map<string, number>;
  /** Places whose value, or something within it, did not fit. */
  touched: Set<string>;
  /** Members that must be there, or must not. */
  demanded: Map<string, Set<string>>;
  forbidden: Map<string, Set<string>>;
}

export interface MakerOptions {
  direction: Direction;
  seed: string;
  /** Not the plainest value, but one of many that the seed chooses. */
  isVaried: boolean;
  person: KnownPerson | undefined;
  /** Values of members at the top, by name. */
  given: Record<string, JsonValue>;
}

/** Schemas and members that may be read for one value, over all attempts: what takes more is not made. */
const MAX_STEPS = 20_000;

/** What takes as long as one step here, in steps of checks. */
const STEPS_OF_A_CHECK = 25;

/** Steps that are left for a value. */
export interface Budget {
  steps: number;
}

export function newBudget(): Budget {
  return { steps: MAX_STEPS };
}

/** Values in one value. Beyond, members that may be left out are. */
const MANY_VALUES = 400;
const MAX_DEPTH = 40;
const DEEP = 8;
const MAX_ITEMS = 100;
const MAX_BRANCHES = 12;

class Exhausted extends Error {}

/** Where in a value something is made. */
interface Place {
  pointer: string;
  /** Name of the property, for lists that of the list. */
  name: string;
  siblings: Iterable<string>;
  /** References that led here. */
  open: string[];
  depth: number;
  /** Tells items of one list apart. */
  variant: number;
}

/** Makes one value of a schema, as far as can be seen without checking it. Ends after a known number of steps. */
export class ValueMaker {
  readonly #schemas: Schemas;
  readonly #options: MakerOptions;
  readonly #lessons: Lessons;
  readonly #budget: Budget;
  #values = 0;
  /** Whether anything was made up, and not taken from the schema's own example. */
  isInvented = false;

  constructor(schemas: Schemas, options: MakerOptions, lessons: Lessons, budget: Budget) {
    this.#budget = budget;
    this.#schemas = schemas;
    this.#options = options;
    this.#lessons = lessons;
  }

  /** `undefined` where the schema allows no value, or none of a size that can be made. */
  make(schema: Schema, name: string): JsonValue | undefined {
    try {
      return this.#value([schema], { pointer: '', name, siblings: [], open: [], depth: 0, variant: 0 });
    } catch (error) {
      if (error instanceof Exhausted) return undefined;
      throw error;
    }
  }

  readonly #spend = (): void => {
    if (--this.#budget.steps < 0) throw new Exhausted();
    spend(STEPS_OF_A_CHECK);
  };

  #value(parts: Schema[], place: Place): JsonValue | undefined {
    this.#spend();
    if (place.depth > MAX_DEPTH) return undefined;
    const flat = flatten(parts, this.#schemas, this.#spend);
    const isCircle = flat.references.some((name) => place.open.includes(name));
    if (isCircle) return flat.types?.includes('null') === true && allows(flat, null) ? null : undefined;
    const misses = this.#lessons.misses.get(place.pointer) ?? 0;
    const stated = flat.stated.filter((value) => allows(flat, value));
    if (place.variant < stated.length && !this.#lessons.touched.has(place.pointer))
      return this.#counted(stated[place.variant] ?? null);
    const inside = { ...place, open: [...place.open, ...flat.references] };
    const first = stated.length > 0 ? Math.max(0, misses - 1) : misses;
    return this.#branch(parts, flat, inside, first);
  }

  /**
   * Chooses one of each group of alternatives, the next where one leads nowhere.
   * @param chosenOf schemas of whose alternatives one was chosen before
   */
  #branch(
    parts: Schema[],
    flat: FlatSchema,
    place: Place,
    first: number,
    chosenOf: ReadonlySet<Schema> = new Set(),
  ): JsonValue | undefined {
    if (flat.groups.length === 0) return this.#typed(flat, place, first);
    const groups = flat.groups.map(({ alternatives }) => nullLast(alternatives));
    const made = new Set([...chosenOf, ...flat.groups.map(({ origin }) => origin)]);
    const ways = Math.min(
      MAX_BRANCHES,
      groups.reduce((product, group) => product * group.length, 1),
    );
    const start = this.#options.isVaried ? Math.floor(this.#random(place, 0)() * ways) : 0;
    for (let offset = 0; offset < ways; offset++) {
      let way = (start + first + offset) % ways;
      const chosen = groups.map((group) => {
        const branch = group[way % group.length] ?? {};
        way = Math.floor(way / group.length);
        return branch;
      });
      const whole = flatten([...parts, ...chosen], this.#schemas, this.#spend);
      const added = whole.references.slice(flat.references.length);
      // The alternatives of an alternative are chosen from below, those chosen from here are not chosen again.
      const rest = whole.groups.filter(({ origin }) => !made.has(origin));
      if (added.some((name) => place.open.includes(name))) continue;
      const inside = { ...place, open: [...place.open, ...added] };
      const next = { ...whole, groups: rest };
      const value =
        rest.length > 0
          ? this.#branch([...parts, ...chosen], next, inside, Math.floor(first / ways), made)
          : this.#typed(next, inside, Math.floor(first / ways));
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #typed(flat: FlatSchema, place: Place, misses: number): JsonValue | undefined {
    const variant = place.variant + misses;
    if (flat.allowed !== null) {
      const allowed = flat.allowed.filter((value) => allows({ ...flat, allowed: null }, value));
      const start = this.#options.isVaried ? Math.floor(this.#random(place, 0)() * allowed.length) : 0;
      return this.#counted(allowed[(start + variant) % allowed.length]);
    }
    const types = typesOf(flat);
    const kinds = types.filter((type) => type !== 'null');
    const type = kinds[Math.floor(misses / 2) % kinds.length] ?? types[0];
    // What must not be circular or cannot be made may still be nothing.
    const value = this.#ofType(type, flat, place, misses);
    return value === undefined && types.includes('null') ? this.#counted(null) : value;
  }

  #ofType(type: string | undefined, flat: FlatSchema, place: Place, misses: number): JsonValue | undefined {
    const variant = place.variant + misses;
    const given = place.depth === 1 && misses === 0 ? this.#options.given[place.name] : undefined;
    const fact =
      misses === 0 && place.variant === 0 ? factFor(place.name, place.siblings, this.#options.person) : undefined;
    switch (type) {
      case 'object':
        return this.#object(flat, place, misses);
      case 'array':
        return this.#array(flat, place, misses);
      case 'boolean':
        this.isInvented = true;
        return this.#counted(this.#options.isVaried ? this.#random(place, variant)() < 0.5 : variant % 2 === 0);
      case 'integer':
      case 'number': {
        this.isInvented = true;
        const wanted = Number(given ?? fact);
        if (Number.isFinite(wanted) && (given ?? fact) !== undefined && isWithin(flat, wanted, type === 'integer'))
          return this.#counted(wanted);
        const shift = this.#options.isVaried ? Math.floor(this.#random(place, 0)() * 50) : 0;
        return this.#counted(numberValue(flat, place.name, variant + shift) ?? numberValue(flat, place.name, variant));
      }
      case 'string': {
        this.isInvented = true;
        const preferred = [given, fact].filter((value) => value !== undefined && typeof value !== 'object').map(String);
        const shift = this.#options.isVaried ? Math.floor(this.#random(place, 0)() * 20) : 0;
        const random = this.#random(place, variant);
        return this.#counted(textValue(flat, place.name, variant + shift, random, preferred));
      }
      case 'null':
        return this.#counted(null);
      default:
        return undefined;
    }
  }

  #object(flat: FlatSchema, place: Place, misses: number): JsonObject | undefined {
    this.#counted(null);
    const { direction } = this.#options;
    const value: JsonObject = Object.create(null);
    const isLean = misses % 2 === 1 || place.depth > DEEP || this.#values > MANY_VALUES;
    const required = new Set([...flat.required, ...(this.#lessons.demanded.get(place.pointer) ?? [])]);
    const forbidden = this.#lessons.forbidden.get(place.pointer);
    const names = [...new Set([...required, ...flat.properties.keys()])];
    const isClosed = flat.additional === false;
    for (const name of names) {
      this.#spend();
      const isRequired = required.has(name);
      if (forbidden?.has(name) || (!isRequired && (isLean || Object.keys(value).length >= flat.maxProperties)))
        continue;
      const schemas = this.#memberSchemas(flat, name);
      if (schemas === null && isClosed && !isRequired) continue;
      const hidden = flatten(schemas ?? [], this.#schemas, this.#spend);
      if (direction === 'request' ? hidden.isReadOnly : hidden.isWriteOnly) continue;
      const item = this.#member(name, schemas ?? [], place, names);
      if (item === undefined) {
        if (isRequired) return undefined;
        continue;
      }
      value[name] = item;
    }
    if (!this.#addDependents(value, flat, place, names)) return undefined;
    const wanted = Object.keys(value).length === 0 && !isLean && isMap(flat) ? 1 : 0;
    this.#addNamed(value, flat, place, Math.max(wanted, flat.minProperties));
    return Object.keys(value).length >= flat.minProperties ? { ...value } : undefined;
  }

  #member(name: string, schemas: Schema[], place: Place, siblings: Iterable<string>): JsonValue | undefined {
    return this.#value(schemas, {
      pointer: `${place.pointer}/${escapeSegment(name)}`,
      name,
      siblings,
      open: place.open,
      depth: place.depth + 1,
      variant: place.variant,
    });
  }

  /** What a member of this name must be; `null` where the schema says nothing of it. */
  #memberSchemas(flat: FlatSchema, name: string): Schema[] | null {
    const declared = flat.properties.get(name);
    const matching = flat.patternProperties.filter(([pattern]) => isMatch(pattern, name)).map(([, schema]) => schema);
    if (declared !== undefined || matching.length > 0) return [...(declared ?? []), ...matching];
    return flat.additional === false || flat.additional.length === 0 ? null : flat.additional;
  }

  #addDependents(value: JsonObject, flat: FlatSchema, place: Place, names: string[]): boolean {
    for (const [name, dependents] of flat.dependentRequired) {
      if (!Object.hasOwn(value, name)) continue;
      for (const dependent of dependents) {
        if (Object.hasOwn(value, dependent)) continue;
        const item = this.#member(dependent, this.#memberSchemas(flat, dependent) ?? [], place, names);
        if (item === undefined) return false;
        value[dependent] = item;
      }
    }
    for (const [name, schemas] of flat.dependentSchemas) {
      if (!Object.hasOwn(value, name)) continue;
      const dependent = flatten(schemas, this.#schemas, this.#spend);
      for (const required of dependent.required) {
        if (Object.hasOwn(value, required)) continue;
        const item = this.#member(required, dependent.properties.get(required) ?? [], place, names);
        if (item === undefined) return false;
        value[required] = item;
      }
    }
    return true;
  }

  /** Members of maps: their names follow `propertyNames` and `patternProperties`. */
  #addNamed(value: JsonObject, flat: FlatSchema, place: Place, wanted: number): void {
    const [pattern] = flat.patternProperties[0] ?? [];
    const isOnlyByPattern = flat.additional === false && pattern !== undefined;
    if (flat.additional === false && !isOnlyByPattern) return;
    const parts: Schema[] = [...flat.propertyNames, ...(isOnlyByPattern ? [{ pattern }] : [])];
    const names = flatten(parts, this.#schemas, this.#spend);
    for (let variant = 0; Object.keys(value).length < wanted && variant < wanted + MAX_ITEMS; variant++) {
      this.#spend();
      const random = this.#random({ ...place, pointer: `${place.pointer}/` }, variant);
      const allowed = names.allowed?.[variant];
      const name =
        names.allowed === null
          ? textValue(
              { ...names, minLength: Math.max(1, names.minLength) },
              variant === 0 ? 'key' : '',
              variant,
              random,
              variant === 0 ? ['key'] : [`key${variant + 1}`],
            )
          : typeof allowed === 'string'
            ? allowed
            : undefined;
      if (name === undefined || Object.hasOwn(value, name) || name === '__proto__') continue;
      const item = this.#member(name, this.#memberSchemas(flat, name) ?? [], place, []);
      if (item !== undefined) value[name] = item;
    }
  }

  #array(flat: FlatSchema, place: Place, misses: number): JsonValue[] | undefined {
    this.#counted(null);
    if (flat.minItems > MAX_ITEMS || flat.minItems > flat.maxItems) return undefined;
    const isLean = misses % 2 === 1 || place.depth > DEEP || this.#values > MANY_VALUES;
    const usual = this.#options.isVaried ? 1 + Math.floor(this.#random(place, 0)() * 3) : 1;
    const length = Math.min(
      Math.max(flat.minItems, flat.items === false || isLean ? 0 : usual, isLean ? 0 : flat.prefixItems.length),
      flat.maxItems,
      flat.items === false ? flat.prefixItems.length : MAX_ITEMS,
    );
    const items: JsonValue[] = [];
    const seen = new Set<string>();
    const add = (schemas: Schema[], index: number): boolean => {
      const tries = flat.uniqueItems ? MAX_ITEMS : 1;
      for (let shift = 0; shift < tries; shift++) {
        const item = this.#value(schemas, {
          pointer: `${place.pointer}/${index}`,
          name: singular(place.name),
          siblings: [],
          open: place.open,
          depth: place.depth + 1,
          variant: place.variant + index + shift,
        });
        if (item === undefined) return false;
        const key = JSON.stringify(item);
        if (flat.uniqueItems && seen.has(key)) continue;
        seen.add(key);
        items.push(item);
        return true;
      }
      return false;
    };
    for (let index = 0; index < flat.minContains && index < MAX_ITEMS; index++)
      if (!add([...flat.contains, ...(flat.prefixItems[index] ?? (flat.items || []))], index)) return undefined;
    for (let index = items.length; index < length; index++)
      if (!add(flat.prefixItems[index] ?? (flat.items || []), index)) break;
    return items.length >= flat.minItems && items.length <= flat.maxItems ? items : undefined;
  }

  #random(place: Pick<Place, 'pointer'>, variant: number) {
    return randomAt(this.#options.seed, place.pointer, variant);
  }

  #counted<T>(value: T): T {
    this.#values += 1;
    return value;
  }
}

/** Types that the keywords speak of, where none is named. */
function typesOf(flat: FlatSchema): string[] {
  if (flat.types !== null) return flat.types;
  if (flat.properties.size > 0 || flat.required.size > 0 || flat.patternProperties.length > 0) return ['object'];
  if (flat.additional === false || flat.additional.length > 0 || flat.minProperties > 0) return ['object'];
  if (flat.items === false || flat.items.length > 0 || flat.prefixItems.length > 0 || flat.minContains > 0)
    return ['array'];
  if (flat.minItems > 0) return ['array'];
  if (flat.patterns.length > 0 || flat.minLength > 0 || Number.isFinite(flat.maxLength)) return ['string'];
  if (flat.steps.length > 0 || flat.minimum !== null || flat.maximum !== null) return ['number'];
  return ['string'];
}

function isMap(flat: FlatSchema): boolean {
  return (
    flat.properties.size === 0 &&
    (flat.patternProperties.length > 0 || (flat.additional !== false && flat.additional.length > 0))
  );
}

/** Whether a value is of the type and among the values that a schema allows. */
function allows(flat: FlatSchema, value: JsonValue): boolean {
  if (flat.types !== null && !flat.types.some((type) => isOfType(value, type))) return false;
  return flat.allowed === null || flat.allowed.some((allowed) => JSON.stringify(allowed) === JSON.stringify(value));
}

function isOfType(value: JsonValue, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return isNumeric(value) && isInteger(value);
    case 'number':
      return isNumeric(value);
    default:
      return typeof value === type;
  }
}

/** `null` is the last resort of a list of alternatives. */
function nullLast(group: Schema[]): Schema[] {
  return group.toSorted((one, other) => Number(one?.type === 'null') - Number(other?.type === 'null'));
}

function isMatch(pattern: string, name: string): boolean {
  return patternOf(pattern).test(name);
}

/** What one item of a list is called. */
function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<![su])s$/, '');
}
