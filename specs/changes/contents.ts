import { isObject } from '../catalogue/data-file.ts';
import type { JsonObject } from '../catalogue/model.ts';
import type { Direction } from './change.ts';
import type { Add, Comparison, Node, Pair } from './comparison.ts';
import { type Place, pointerTo } from './place.ts';

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
  for (const [type, old] of from) {
    const fresh = to.get(type) ?? [...to.values()].find((other) => covers(other, old, place.direction));
    const at = base.pointer + pointerTo('content', old.written);
    if (fresh === undefined) {
      add(`${prefix}-media-type-removed`, 'breaking', at, { name: old.written });
      continue;
    }
    const now = revision.pointer + pointerTo('content', fresh.written);
    if (fresh.type !== old.type) {
      const step = place.direction === 'request' ? 'generalized' : 'specialized';
      add(`${prefix}-media-type-name-${step}`, 'harmless', now, { from: old.written, to: fresh.written });
    }
    const isText = WRITTEN_AS_TEXT.test(type);
    const schemaPlace = { ...place, base: `${at}/schema`, revision: `${now}/schema`, isText };
    compareEncoding(add, old.media, fresh.media, now, place);
    comparison.compareSchemas(add, old.media.schema, fresh.media.schema, schemaPlace);
    const items = { ...schemaPlace, base: `${at}/itemSchema`, revision: `${now}/itemSchema` };
    comparison.compareSchemas(add, old.media.itemSchema, fresh.media.itemSchema, items);
  }
  for (const [type, { written }] of to) {
    const isKnown = from.has(type) || [...from.values()].some((old) => covers({ type, written }, old, place.direction));
    if (!isKnown)
      add(`${prefix}-media-type-added`, 'harmless', revision.pointer + pointerTo('content', written), {
        name: written,
      });
  }
}

interface Media {
  /** In lower case, without parameters such as `charset`. */
  type: string;
  written: string;
}

function mediaTypes({ value }: Node): Map<string, Media & { media: JsonObject }> {
  const found = new Map<string, Media & { media: JsonObject }>();
  for (const [written, media] of Object.entries(isObject(value.content) ? value.content : {})) {
    const type = written.split(';')[0]?.trim().toLowerCase() ?? written;
    // The same type with another parameter, such as a version, is one of its own.
    if (isObject(media)) found.set(found.has(type) ? written.toLowerCase() : type, { type, written, media });
  }
  return found;
}

/** Whoever knew the one is served by the other: a range takes what is in it, and a special form is read as the general one. */
function covers(fresh: Media, { type }: Media, direction: Direction): boolean {
  const [wide, narrow] = direction === 'request' ? [fresh.type, type] : [type, fresh.type];
  if (wide === '*/*' || (wide.endsWith('/*') && narrow.startsWith(wide.slice(0, -1)))) return true;
  const suffix = /\+(json|xml|yaml|cbor)$/.exec(narrow)?.[1];
  return direction === 'response' && suffix !== undefined && wide === `application/${suffix}`;
}

/** Which files a part of a form may be. */
function compareEncoding(add: Add, from: JsonObject, to: JsonObject, pointer: string, place: Place): void {
  if (!isObject(from.encoding) || !isObject(to.encoding) || place.direction !== 'request') return;
  for (const [name, base] of Object.entries(from.encoding)) {
    const revision = to.encoding[name];
    if (!isObject(base) || !isObject(revision)) continue;
    const now = partTypes(revision);
    if (now === null) continue;
    const gone = (partTypes(base) ?? ['*/*']).filter(
      (type) =>
        !now.some(
          (other) => other === type || covers({ type: other, written: other }, { type, written: type }, 'request'),
        ),
    );
    const values = { name, from: gone.join(', ') };
    if (gone.length > 0) add('request-body-encoding-media-type-removed', 'breaking', `${pointer}/encoding`, values);
  }
}

function partTypes({ contentType }: JsonObject): string[] | null {
  return typeof contentType === 'string' ? contentType.split(',').map((type) => type.trim().toLowerCase()) : null;
}
