import type { Schema } from '../../catalogue/model.ts';
import { isEverything, mayBe } from './canonical.ts';
import type { Side } from './disjoint.ts';
import { type Place, placeBelow } from './place.ts';
import type { SchemaPair } from './schema-pair.ts';

/** Items of lists: those with a place of their own, then all others. */
export function compareItems(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  if (!mayBe(base, 'array') || !mayBe(revision, 'array')) return;
  const [from, to] = [listOf(base.prefixItems), listOf(revision.prefixItems)];
  for (let index = 0; index < Math.max(from.length, to.length); index += 1) {
    const at = placeBelow(place, `[${index}]`, 'prefixItems', String(index));
    const [before, now] = [from[index] ?? base.items ?? true, to[index] ?? revision.items ?? true];
    const [old, fresh] = [pair.schemas.base.read(before), pair.schemas.revision.read(now)];
    // What stands at a place that was not told could be anything, unless the list was closed.
    if (index >= from.length && (old === false || isEverything(old)) && old !== fresh)
      pair.add('prefix-items-added', old === false ? 'loosened' : 'tightened', at);
    else if (index >= to.length && (fresh === false || isEverything(fresh)) && old !== fresh)
      pair.add('prefix-items-removed', fresh === false ? 'tightened' : 'loosened', at);
    else pair.compareNodes(before, now, at);
  }
  if (base.items === undefined && revision.items === undefined) return;
  const below = placeBelow(place, '[]', 'items');
  const [old, fresh] = [base.items ?? true, revision.items ?? true];
  const [wasAny, isAny] = [pair.schemas.base.read(old), pair.schemas.revision.read(fresh)].map(isEverything);
  if (wasAny !== isAny) pair.add(wasAny ? 'items-added' : 'items-removed', wasAny ? 'tightened' : 'loosened', below);
  else pair.compareNodes(old, fresh, below);
}

/** Keywords whose schema must hold: to add one narrows, and so does what narrows their schema. */
const CONDITIONS: [keyword: string, id: string][] = [
  ['contains', 'contains'],
  ['propertyNames', 'property-names'],
  ['then', 'then'],
  ['else', 'else'],
  ['unevaluatedProperties', 'unevaluated-properties'],
  ['unevaluatedItems', 'unevaluated-items'],
  ['contentSchema', 'content-schema'],
];

export function compareConditions(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  const isIfIdle = isAlwaysMet(base, revision, pair);
  if (!isIfIdle) compareIf(base, revision, place, pair);
  for (const [keyword, id] of CONDITIONS) {
    if (isIfIdle && (keyword === 'then' || keyword === 'else')) continue;
    const [from, to] = [base[keyword] ?? true, revision[keyword] ?? true];
    const [old, fresh] = [pair.schemas.base.read(from), pair.schemas.revision.read(to)];
    // A list must hold something even where `contains` takes everything.
    const [wasAny, isAny] = keyword === 'contains' ? [from === true, to === true] : [old, fresh].map(isEverything);
    if (wasAny && isAny) continue;
    if (wasAny) pair.add(`${id}-added`, 'tightened', place);
    else if (isAny) pair.add(`${id}-removed`, 'loosened', place);
    else pair.compareNodes(from, to, placeBelow(place, `(${keyword})`, keyword));
  }
  compareNot(base, revision, place, pair);
}

/** Who is asked for `then` and who for `else`: where the question changes, both do. */
function compareIf(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  if (base.if === undefined && revision.if === undefined) return;
  if (base.if === undefined) pair.add('if-added', 'tightened', place);
  else if (revision.if === undefined) pair.add('if-removed', 'loosened', place);
  else {
    const [old, fresh] = [pair.schemas.base.read(base.if), pair.schemas.revision.read(revision.if)];
    if (pair.schemas.verdict(old, fresh, place.direction) !== 'same') pair.add('if-changed', 'changed', place);
  }
}

/** Whether a condition came or went of which both ends ask for nothing that was not asked for anyway. */
function isAlwaysMet(base: Schema, revision: Schema, { schemas }: SchemaPair): boolean {
  if ((base.if === undefined) === (revision.if === undefined)) return false;
  const [plain, conditional] = base.if === undefined ? [base, revision] : [revision, base];
  const reader = base.if === undefined ? schemas.revision : schemas.base;
  return [conditional.then, conditional.else].every(
    (asked) => asked === undefined || schemas.verdict(plain, reader.read(asked), 'request') !== 'unsafe',
  );
}

/** What is forbidden grows when its schema is loosened: the meaning turns round. */
function compareNot(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  if (base.not === undefined && revision.not === undefined) return;
  const { schemas } = pair;
  const old = { schema: schemas.base.read(base.not), reader: schemas.base };
  const fresh = { schema: schemas.revision.read(revision.not), reader: schemas.revision };
  // What no value is anyway may be forbidden or not.
  const isIdle = (schema: Schema, { reader }: Side, forbidden: Side) =>
    schemas.disjointness.areDisjoint({ schema, reader }, forbidden);
  if (base.not === undefined) {
    if (!isIdle(base, old, fresh)) pair.add('not-added', 'tightened', place);
  } else if (revision.not === undefined) {
    if (!isIdle(revision, fresh, old)) pair.add('not-removed', 'loosened', place);
  } else {
    const turned = place.direction === 'request' ? 'response' : 'request';
    const verdict = schemas.verdict(old.schema, fresh.schema, turned);
    if (verdict === 'safe') pair.add('not-changed', 'loosened', place, { level: 'harmless' });
    if (verdict === 'unsafe') pair.add('not-changed', 'changed', place);
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
