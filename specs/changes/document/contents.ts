import { pointerTo } from '../../json/pointer.ts';
import type { Direction } from '../change.ts';
import type { Place } from '../schema/place.ts';
import type { Add, Comparison, Node, Pair } from './comparison.ts';
import { compareEncoding } from './encoding.ts';
import { covers, isRangeAround, type MediaType, mediaTypes, schemaOf } from './media-types.ts';

/** Media types in which a number looks as a text does. */
const WRITTEN_AS_TEXT = /xml|form|^text\//;

/** @param direction of the client: it writes bodies, but reads those of webhooks */
export function compareRequestBodies(add: Add, comparison: Comparison, pair: Pair, direction: Direction): void {
  const base = comparison.child('base', pair.base, 'requestBody');
  const revision = comparison.child('revision', pair.revision, 'requestBody');
  const isWritten = direction === 'request';
  if (base === null) {
    if (revision === null) return;
    const isRequired = revision.value.required === true;
    const id = `request-body-added-${isRequired ? 'required' : 'optional'}`;
    add(id, isRequired && isWritten ? 'breaking' : 'harmless', revision.pointer);
    return;
  }
  if (revision === null) {
    add('request-body-removed', 'breaking', base.pointer);
    return;
  }
  const [was, is] = [base.value.required === true, revision.value.required === true];
  if (!was && is) add('request-body-became-required', isWritten ? 'breaking' : 'harmless', revision.pointer);
  if (was && !is) add('request-body-became-optional', isWritten ? 'harmless' : 'breaking', revision.pointer);
  compareContents(add, comparison, base, revision, bodyPlace(direction));
}

/** The place of a body in a message that the client writes or reads. */
export function bodyPlace(direction: Direction): Place {
  return { kind: `${direction}-body`, name: '', base: '', revision: '', direction, isText: false };
}

/** Media types and what is in them. */
export function compareContents(add: Add, comparison: Comparison, base: Node, revision: Node, place: Place): void {
  const [from, to] = [mediaTypes(base), mediaTypes(revision)];
  const prefix = place.kind === 'response-body' ? 'response' : place.kind;
  const counterparts = new Set<MediaType>();
  for (const [type, old] of from) {
    const fresh =
      to.get(type) ??
      [...to.values()].find((other) => covers(other, old, place.direction)) ??
      [...to.values()].find((other) => isRangeAround(other, old));
    const at = base.pointer + pointerTo(['content', old.written]);
    if (fresh === undefined) {
      add(`${prefix}-media-type-removed`, 'breaking', at, { name: old.written });
      continue;
    }
    counterparts.add(fresh);
    const now = revision.pointer + pointerTo(['content', fresh.written]);
    if (!to.has(type)) {
      const isServed = covers(fresh, old, place.direction);
      const step = place.direction === 'request' || !isServed ? 'generalized' : 'specialized';
      const level = isServed ? 'harmless' : 'warning';
      add(`${prefix}-media-type-name-${step}`, level, now, { from: old.written, to: fresh.written });
    }
    const isText = WRITTEN_AS_TEXT.test(old.type);
    const schemaPlace = { ...place, base: `${at}/schema`, revision: `${now}/schema`, isText };
    if (place.direction === 'request') compareEncoding(add, comparison, { base: old, revision: fresh }, now);
    const [before, after] = [schemaOf(comparison.schemas.base, old), schemaOf(comparison.schemas.revision, fresh)];
    comparison.compareSchemas(add, before, after, schemaPlace);
    const items = { ...schemaPlace, base: `${at}/itemSchema`, revision: `${now}/itemSchema` };
    comparison.compareSchemas(add, old.media.itemSchema, fresh.media.itemSchema, items);
  }
  for (const [type, fresh] of to) {
    const isKnown = from.has(type) || counterparts.has(fresh);
    if (isKnown || [...from.values()].some((old) => covers(fresh, old, place.direction))) continue;
    const { written: name } = fresh;
    add(`${prefix}-media-type-added`, 'harmless', revision.pointer + pointerTo(['content', name]), { name });
  }
}
