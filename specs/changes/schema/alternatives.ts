import type { Schema } from '../../catalogue/model.ts';
import { isObject } from '../../json/value.ts';
import { componentReference, nameInReference } from '../../schema/schema-reference.ts';
import { type AnySchema, asTypes, keywordsOf, typesIn } from './canonical.ts';
import type { Side } from './disjoint.ts';
import type { Place } from './place.ts';
import type { SchemaPair } from './schema-pair.ts';
import type { SchemaReader } from './schema-reader.ts';
import { compareNullability } from './types.ts';
import { keyOf } from './value-key.ts';

type Keyword = 'oneOf' | 'anyOf';

const KEYWORDS: Keyword[] = ['oneOf', 'anyOf'];
const IDS: Record<Keyword, string> = { oneOf: 'one-of', anyOf: 'any-of' };

/** `oneOf` and `anyOf`: which alternatives there are, and what changed within each. */
export function compareAlternatives(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  const [from, to] = [keywordsIn(base), keywordsIn(revision)];
  // Where the one is written in place of the other, it is the same list.
  const isRenamed = from.length === 1 && to.length === 1;
  for (const keyword of isRenamed ? to : KEYWORDS) {
    const old = isRenamed ? (from[0] ?? keyword) : keyword;
    const [before, now] = [listOf(base[old]), listOf(revision[keyword])];
    const id = IDS[keyword];
    if (before.length > 0 && now.length > 0) {
      const pointers = { base: `${place.base}/${old}`, revision: `${place.revision}/${keyword}` };
      const at = { ...place, ...pointers, isNullTold: true };
      const { gone, fresh, kept } = compareMembers(before, now, at, pair, (members, side) =>
        flatMembers(members, side === 'base' ? old : keyword, pair.schemas[side], pair),
      );
      if (gone.length > 0) pair.add(`${IDS[old]}-removed`, 'tightened', place, { from: titlesOf(gone) });
      const overlaps = overlapsOf({ base, revision, from: old, to: keyword, gone, fresh, kept }, place, pair);
      const to = { to: titlesOf(fresh) };
      if (overlaps.includes('fresh')) pair.add('one-of-overlapping-added', 'changed', place, to);
      else if (fresh.length > 0) pair.add(`${id}-added`, 'loosened', place, to);
      if (!overlaps.includes('kept')) continue;
      if (old === keyword) pair.add('one-of-overlap-changed', 'changed', place);
      else pair.add(`${IDS[old]}-became-${id}`, keyword === 'oneOf' ? 'tightened' : 'loosened', place);
    } else if (now.length > 0) {
      const alternatives = now.map((member) => pair.schemas.revision.withAlternative(revision, member));
      const isMet = alternatives.some(
        (whole) =>
          pair.schemas.verdict(base, whole, 'request') !== 'unsafe' &&
          (keyword === 'anyOf' || fitsNoOther(base, whole, alternatives, pair)),
      );
      pair.add(`${id}-added`, isMet ? 'loosened' : 'tightened', place, { to: titlesOf(now) });
    } else if (before.length > 0) {
      const alternatives = before.map((member) => pair.schemas.base.withAlternative(base, member));
      const isMet = alternatives.some((whole) => pair.schemas.verdict(whole, revision, 'response') !== 'unsafe');
      pair.add(`${id}-removed`, isMet ? 'tightened' : 'loosened', place, { from: titlesOf(before) });
    }
  }
}

interface Unions {
  base: Schema;
  revision: Schema;
  from: Keyword;
  to: Keyword;
  gone: unknown[];
  fresh: unknown[];
  kept: Kept[];
}

/** An alternative of the base and what it became. */
interface Kept {
  old: unknown;
  now: unknown;
}

/**
 * Which alternatives of the receiver a value of another alternative may fit as well, where it did not before. Exactly one of
 * `oneOf` may fit: requests are read by the revision, responses by those who know the base. What an alternative names is
 * sent; that somebody also sends what belongs to another one is not assumed.
 */
function overlapsOf(unions: Unions, place: Place, pair: SchemaPair): ('fresh' | 'kept')[] {
  const { base, revision, from, to, gone, fresh, kept } = unions;
  // The discriminator says which alternative a value is of; where it comes or goes, that is reported.
  if ((from === 'anyOf' && to === 'anyOf') || isObject(base.discriminator) || isObject(revision.discriminator))
    return [];
  const { schemas } = pair;
  const oldOf = (member: unknown) => ({ schema: schemas.base.withAlternative(base, member), reader: schemas.base });
  const nowOf = (member: unknown) => ({
    schema: schemas.revision.withAlternative(revision, member),
    reader: schemas.revision,
  });
  const isRequest = place.direction === 'request';
  const isApart = (sent: Side, known: Side) => schemas.disjointness.areDisjoint({ ...sent, isSent: true }, known);
  const ends = kept.map(({ old, now }) => ({ old: oldOf(old), now: nowOf(now) }));
  const others = isRequest ? fresh.map(nowOf) : gone.map(oldOf);
  const isShared = others.some((other) => ends.some(({ old, now }) => !isApart(isRequest ? old : now, other)));
  const isMixed = ends.some((one) =>
    ends.some((other) => {
      if (one === other || isApart(isRequest ? one.old : one.now, isRequest ? other.now : other.old)) return false;
      if (from !== to) return true;
      // What fitted both was refused before; what the other takes only now is refused from now on.
      const isWider = schemas.verdict(other.old.schema, other.now.schema, 'response') === 'unsafe';
      const wasApart = isApart(one.old, other.old);
      return (
        isRequest &&
        isWider &&
        (wasApart || schemas.verdict(other.old.schema, other.now.schema, 'request') !== 'unsafe')
      );
    }),
  );
  const isExact = (isRequest ? to : from) === 'oneOf';
  const found: ('fresh' | 'kept')[] = isExact && isShared ? [isRequest ? 'fresh' : 'kept'] : [];
  return isMixed ? [...found, 'kept'] : found;
}

/** Whether what is sent by one schema fits no alternative but its own. */
function fitsNoOther(sent: AnySchema, own: AnySchema, alternatives: AnySchema[], { schemas }: SchemaPair): boolean {
  const side = { schema: sent, reader: schemas.base, isSent: true };
  return alternatives
    .filter((other) => other !== own)
    .every((schema) => schemas.disjointness.areDisjoint(side, { schema, reader: schemas.revision }));
}

/**
 * One shape that becomes one of several, or the other way round. Property by property it would look as if all was gone.
 * @returns whether it was such a change
 */
export function compareWrapping(base: Schema, revision: Schema, place: Place, pair: SchemaPair): boolean {
  const [from, to] = [pureUnion(base), pureUnion(revision)];
  const other = from === null ? base : revision;
  if ((from === null) === (to === null) || keywordsOf(other).length === 0 || keywordsIn(other).length > 0) return false;
  const { direction } = place;
  const [before, now] = [flattened(base, from, pair.schemas.base), flattened(revision, to, pair.schemas.revision)];
  if (before !== null || now !== null) {
    pair.compare(before ?? base, now ?? revision, place);
    return true;
  }
  if (typesIn(other).length > 1) {
    const { schemas } = pair;
    pair.compare(
      from === null ? schemas.base.byType(base) : base,
      to === null ? schemas.revision.byType(revision) : revision,
      place,
    );
    return true;
  }
  compareNullability(base, revision, place, pair);
  const { base: baseReader, revision: reader } = pair.schemas;
  if (to !== null) {
    const members = listOf(revision[to]).map((member) => reader.withoutNull(reader.read(member)));
    const known = baseReader.withoutNull(base);
    const isSafe = members.map(
      (member) =>
        pair.schemas.verdict(known, member, direction) !== 'unsafe' &&
        (direction === 'response' || to === 'anyOf' || fitsNoOther(known, member, members, pair)),
    );
    const isKept = direction === 'request' ? isSafe.includes(true) : !isSafe.includes(false);
    const id = `wrapped-in-${IDS[to]}${isKept ? '-original-preserved' : ''}`;
    pair.add(id, 'changed', place, { level: isKept ? 'harmless' : 'breaking' });
  } else if (from !== null) {
    const members = listOf(base[from]).map((member) => baseReader.withoutNull(baseReader.read(member)));
    const now = reader.withoutNull(revision);
    const isSafe = members.map((member) => pair.schemas.verdict(member, now, direction) !== 'unsafe');
    const isKept = direction === 'request' ? !isSafe.includes(false) : isSafe.includes(true);
    const details = { from: titlesOf(listOf(base[from])) };
    pair.add(`${IDS[from]}-removed`, 'changed', place, { ...details, level: isKept ? 'harmless' : 'breaking' });
  }
  return true;
}

/** Whether two unions mean the same, though what all alternatives have in common is said beside them or in each. */
export function isSameUnion(base: Schema, revision: Schema, { schemas }: SchemaPair): boolean {
  const [[from, another], [to, more]] = [keywordsIn(base), keywordsIn(revision)];
  if (from === undefined || from !== to || another !== undefined || more !== undefined) return false;
  const [before, now] = [listOf(base[from]), listOf(revision[from])];
  if (before.length !== now.length || isObject(base.discriminator) !== isObject(revision.discriminator)) return false;
  const beside = ({ [from]: _, ...rest }: Schema) => keyOf(rest);
  if (beside(base) === beside(revision) || keyOf(base.default) !== keyOf(revision.default)) return false;
  if ((base.nullable === true) !== (revision.nullable === true)) return false;
  return before.every((member, index) => {
    const [old, fresh] = [
      schemas.base.withAlternative(base, member),
      schemas.revision.withAlternative(revision, now[index]),
    ];
    return schemas.verdict(old, fresh, 'request') === 'same' && schemas.verdict(old, fresh, 'response') === 'same';
  });
}

/** Alternatives that are types only, as a list of types. */
function flattened(schema: Schema, keyword: Keyword | null, reader: SchemaReader): Schema | null {
  const members = keyword && listOf(schema[keyword]).map((member) => reader.read(member));
  const types = members && asTypes(members, keyword);
  return types && (schema.nullable === true ? { ...types, nullable: true } : types);
}

/** The keyword of a schema that is nothing but its alternatives. */
function pureUnion(schema: Schema): Keyword | null {
  const [keyword, another] = keywordsIn(schema);
  const others = keywordsOf(schema).filter((name) => !['oneOf', 'anyOf', 'type', 'discriminator'].includes(name));
  return keyword !== undefined && another === undefined && others.length === 0 ? keyword : null;
}

/** Parts of `allOf` that could not be merged: every one must hold. */
export function compareAllOf(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  const [before, now] = [listOf(base.allOf), listOf(revision.allOf)];
  const at = { ...place, base: `${place.base}/allOf`, revision: `${place.revision}/allOf` };
  const { gone, fresh } = compareMembers(before, now, at, pair);
  if (fresh.length > 0) pair.add('all-of-added', 'tightened', place, { to: titlesOf(fresh) });
  if (gone.length > 0) pair.add('all-of-removed', 'loosened', place, { from: titlesOf(gone) });
}

/** Members by the JSON Pointer from the list that holds them. */
type Members = Map<string, unknown>;

type IsCounterpart = (base: unknown, revision: unknown, pair: SchemaPair, place: Place) => boolean;

/** Finds for each member what it became, compares the two, and returns those that have no counterpart. */
function compareMembers(
  before: unknown[],
  now: unknown[],
  place: Place,
  pair: SchemaPair,
  flat: (members: Members, side: 'base' | 'revision') => Members = (members) => members,
): { gone: unknown[]; fresh: unknown[]; kept: Kept[] } {
  const kept: Kept[] = [];
  let [gone, fresh] = [membersIn(before), membersIn(now)];
  const match = (isCounterpart: IsCounterpart) => {
    for (const [to, member] of fresh) {
      const [from, old] = [...gone].find(([, other]) => isCounterpart(other, member, pair, place)) ?? [];
      if (from === undefined) continue;
      gone.delete(from);
      fresh.delete(to);
      kept.push({ old, now: member });
      pair.compareNodes(old, member, { ...place, base: place.base + from, revision: place.revision + to });
    }
  };
  match(isNamedAlike);
  match(isSame);
  [gone, fresh] = [flat(gone, 'base'), flat(fresh, 'revision')];
  match(isNamedAlike);
  match(isSame);
  match(isKept);
  if (gone.size === fresh.size) match(isUnnamed);
  return { gone: [...gone.values()], fresh: [...fresh.values()], kept };
}

function membersIn(list: unknown[]): Members {
  return new Map(list.map((member, index) => [`/${index}`, member]));
}

/** Members with the alternatives of those that are unions themselves, where the whole means the same. */
function flatMembers(members: Members, keyword: Keyword, reader: SchemaReader, pair: SchemaPair): Members {
  const flat: Members = new Map();
  for (const [pointer, member] of members) {
    const schema = reader.read(member);
    const inner = typeof schema === 'object' && schema.nullable !== true ? pureUnion(schema) : null;
    if (typeof schema !== 'object' || inner === null || !isFlat(schema, inner, keyword, reader, pair)) {
      flat.set(pointer, member);
      continue;
    }
    for (const [below, one] of membersIn(listOf(schema[inner]))) flat.set(`${pointer}/${inner}${below}`, one);
  }
  return flat;
}

/** Of `anyOf` in `anyOf` any may fit. Otherwise only one of the inner ones may ever fit. */
function isFlat(
  schema: Schema,
  inner: Keyword,
  outer: Keyword,
  reader: SchemaReader,
  { schemas }: SchemaPair,
): boolean {
  if ((inner === 'anyOf' && outer === 'anyOf') || isObject(schema.discriminator)) return true;
  const sides = listOf(schema[inner]).map((member) => ({ schema: reader.read(member), reader }));
  return sides.every((one, index) =>
    sides.slice(index + 1).every((other) => schemas.disjointness.areDisjoint(one, other)),
  );
}

function isNamedAlike(base: unknown, revision: unknown): boolean {
  if (!isObject(base) || !isObject(revision)) return false;
  const isAlike = (keyword: string) => typeof base[keyword] === 'string' && base[keyword] === revision[keyword];
  return isAlike('$ref') || isAlike('title');
}

function isSame(base: unknown, revision: unknown, pair: SchemaPair): boolean {
  const [old, fresh] = [pair.schemas.base.read(base), pair.schemas.revision.read(revision)];
  return (
    pair.schemas.verdict(old, fresh, 'request') === 'same' && pair.schemas.verdict(old, fresh, 'response') === 'same'
  );
}

/** Whoever knew the one is safe with the other. */
function isKept(base: unknown, revision: unknown, pair: SchemaPair, { direction }: Place): boolean {
  const [old, fresh] = [pair.schemas.base.read(base), pair.schemas.revision.read(revision)];
  return pair.schemas.verdict(old, fresh, direction) === 'safe';
}

/** Where as many are gone as came, those without names are the same ones, changed. */
function isUnnamed(base: unknown, revision: unknown): boolean {
  const hasName = (node: unknown) =>
    isObject(node) && (typeof node.$ref === 'string' || typeof node.title === 'string');
  return !hasName(base) || !hasName(revision);
}

export function compareDiscriminators(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  const [from, to] = [readDiscriminator(base), readDiscriminator(revision)];
  if (from === null && to === null) return;
  if (from === null) pair.add('discriminator-added', 'changed', place, { to: to?.property ?? '' });
  else if (to === null) pair.add('discriminator-removed', 'changed', place, { from: from.property });
  else {
    const details = { from: from.property, to: to.property };
    if (details.from !== details.to) pair.add('discriminator-property-name-changed', 'changed', place, details);
    const names = new Set([...from.written, ...to.written]);
    const added = [...names].filter((name) => !Object.hasOwn(from.mapping, name));
    const deleted = [...names].filter((name) => !Object.hasOwn(to.mapping, name));
    const changed = [...names].filter(
      (name) =>
        !added.includes(name) &&
        !deleted.includes(name) &&
        pair.schemas.verdict(
          pair.schemas.base.read({ $ref: from.mapping[name] }),
          pair.schemas.revision.read({ $ref: to.mapping[name] }),
          place.direction,
        ) === 'unsafe',
    );
    if (added.length > 0) pair.add('discriminator-mapping-added', 'changed', place, { to: added.join(', ') });
    if (deleted.length > 0) pair.add('discriminator-mapping-deleted', 'changed', place, { from: deleted.join(', ') });
    if (changed.length > 0) pair.add('discriminator-mapping-changed', 'changed', place, { to: changed.join(', ') });
  }
}

interface Discriminator {
  property: string;
  /** References by name: those that are written down, and components by their own. */
  mapping: Record<string, string>;
  written: string[];
}

function readDiscriminator({ discriminator, oneOf, anyOf }: Schema): Discriminator | null {
  if (!isObject(discriminator)) return null;
  const references = [...listOf(oneOf), ...listOf(anyOf)].filter(isObject).map(({ $ref }) => String($ref));
  const unwritten = references.map((reference) => [nameOf(reference), reference]);
  const mapping = isObject(discriminator.mapping) ? discriminator.mapping : {};
  const targets = Object.entries(mapping).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const asReference = (target: string) => (target.startsWith('#') ? target : componentReference(target));
  return {
    property: String(discriminator.propertyName ?? ''),
    mapping: Object.fromEntries([...unwritten, ...targets.map(([name, target]) => [name, asReference(target)])]),
    written: targets.map(([name]) => name),
  };
}

function keywordsIn(schema: Schema): Keyword[] {
  return KEYWORDS.filter((keyword) => listOf(schema[keyword]).length > 0);
}

/** What a schema is called by a reference to it, which may lead into another file. */
function nameOf(reference: string): string {
  return nameInReference(reference) ?? reference.split('/').at(-1) ?? '';
}

/** Alternatives by name where they have one, else how many there are. */
function titlesOf(members: unknown[]): string {
  const names = members.map((node) => {
    if (!isObject(node)) return '…';
    if (typeof node.title === 'string') return node.title;
    return typeof node.$ref === 'string' ? nameOf(node.$ref) : `#${members.indexOf(node) + 1}`;
  });
  return names.join(', ');
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
