import type { Schema } from '../../catalogue/model.ts';
import { isEverything, mayBe, typeOf, typesAllowed, typesIn } from './canonical.ts';
import type { Place } from './place.ts';
import type { SchemaPair } from './schema-pair.ts';
import { keyOf } from './value-key.ts';

/** Types, and whether a value may be `null`. A list of values says more than a type, and is compared as such. */
export function compareTypes(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  compareNullability(base, revision, place, pair);
  if (base.enum !== undefined && revision.enum !== undefined && sharesValues(valuesOf(base), valuesOf(revision)))
    return;
  // Where neither names a type, the alternatives tell.
  const isTyped = typesIn(base).length > 0 || typesIn(revision).length > 0;
  const [from, to] = isTyped ? [typesAllowed(base), typesAllowed(revision)] : [[], []];
  // A list of values where anything was allowed, or the other way round, tells it all.
  if ((from.length === 0 && revision.enum !== undefined) || (to.length === 0 && base.enum !== undefined)) return;
  // Of whole numbers and multiples of 0.01 the step tells.
  if (isToldByStep(base, revision) || isToldByStep(revision, base)) return;
  const [isTakenNow, wasTaken] = [takes(to, from, place), takes(from, to, place)];
  if (isTakenNow && wasTaken) return;
  const details = { from: from.join(', ') || 'any', to: to.join(', ') || 'any' };
  const isList = from.length > 0 && to.length > 0 && from.length !== to.length;
  if (isTakenNow) pair.add(isList ? 'list-of-types-widened' : 'type-generalized', 'loosened', place, details);
  else if (wasTaken) pair.add(isList ? 'list-of-types-narrowed' : 'type-specialized', 'tightened', place, details);
  else if (isListOfSame(base, revision, place, pair)) pair.add('type-generalized', 'loosened', place, details);
  else pair.add('type-changed', 'changed', place, details);
}

export function compareNullability(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  const [was, is] = [base.nullable === true, revision.nullable === true];
  if (was === is || place.isNeverNull === true || place.isNullTold === true) return;
  if (!isNullTold(base) || !isNullTold(revision)) return;
  if (is) pair.add('became-nullable', 'loosened', place);
  else pair.add('became-not-nullable', 'tightened', place);
}

function isToldByStep(whole: Schema, stepped: Schema): boolean {
  return (
    typesIn(whole).join() === 'integer' && typesIn(stepped).join() === 'number' && stepped.multipleOf !== undefined
  );
}

/** Where nothing is said of the type, `null` is taken as all else is. */
function isNullTold(schema: Schema): boolean {
  return (
    !isEverything(schema) && (schema.type !== undefined || schema.oneOf !== undefined || schema.anyOf !== undefined)
  );
}

/** A value of a query may be repeated where lists are written so: one value is a list of one. */
function isListOfSame(base: Schema, revision: Schema, place: Place, pair: SchemaPair): boolean {
  if (place.isRepeated !== true || typesIn(revision).join() !== 'array' || (revision.minItems ?? 0) > 1) return false;
  const items = pair.schemas.revision.read(revision.items ?? true);
  return pair.schemas.verdict(base, items, 'request') !== 'unsafe';
}

/** The listed values that are of the types beside the list. */
function valuesOf(schema: Schema): unknown[] {
  return (schema.enum ?? []).filter((value) => {
    const type = typeOf(value);
    return mayBe(schema, type) || (type === 'integer' && mayBe(schema, 'number'));
  });
}

function sharesValues(from: unknown[], to: unknown[]): boolean {
  const known = new Set(from.map(keyOf));
  return to.some((value) => known.has(keyOf(value)));
}

function takes(wide: string[], narrow: string[], { isText }: Place): boolean {
  if (wide.length === 0) return true;
  if (narrow.length === 0) return false;
  const isTaken = (type: string) =>
    wide.includes(type) ||
    (type === 'integer' && wide.includes('number')) ||
    (isText && wide.includes('string') && ['integer', 'number', 'boolean'].includes(type));
  return narrow.every(isTaken);
}
