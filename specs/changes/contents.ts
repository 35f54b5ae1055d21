import { pointerTo } from '../json/pointer.ts';
import { isObject, type JsonObject } from '../json/value.ts';
import type { Direction } from './change.ts';
import type { Add, Comparison, Node, Pair } from './comparison.ts';
import type { Place } from './place.ts';

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
    const at = base.pointer + pointerTo(['content', old.written]);
    if (fresh === undefined) {
      add(`${prefix}-media-type-removed`, 'breaking', at, { name: old.written });
      continue;
    }
    const now = revision.pointer + pointerTo(['content', fresh.written]);
    if (!to.has(type)) {
      const step = place.direction === 'request' ? 'generalized' : 'specialized';
      add(`${prefix}-media-type-name-${step}`, 'harmless', now, { from: old.written, to: fresh.written });
    }
    const isText = WRITTEN_AS_TEXT.test(old.type);
    const schemaPlace = { ...place, base: `${at}/schema`, revision: `${now}/schema`, isText };
    compareEncoding(add, old.media, fresh.media, now, place);
    comparison.compareSchemas(add, old.media.schema, fresh.media.schema, schemaPlace);
    const items = { ...schemaPlace, base: `${at}/itemSchema`, revision: `${now}/itemSchema` };
    comparison.compareSchemas(add, old.media.itemSchema, fresh.media.itemSchema, items);
  }
  for (const [type, fresh] of to) {
    if (from.has(type) || [...from.values()].some((old) => covers(fresh, old, place.direction))) continue;
    const { written: name } = fresh;
    add(`${prefix}-media-type-added`, 'harmless', revision.pointer + pointerTo(['content', name]), { name });
  }
}

interface Media {
  /** In lower case, without parameters. */
  type: string;
  /** What tells this form of the type from others, such as a version. */
  parameters: string[];
  written: string;
}

function mediaOf(written: string): Media {
  const [type = '', ...parameters] = written.split(';').map((part) => part.trim().toLowerCase().replaceAll('"', ''));
  // JSON is UTF-8 anyway, and of other texts a client reads the charset from the header.
  const telling = parameters.filter((parameter) => parameter !== '' && !parameter.startsWith('charset='));
  return { type, parameters: telling.sort(), written };
}

/** Media types by what they are, however they are written. */
function mediaTypes({ value }: Node): Map<string, Media & { media: JsonObject }> {
  const found = new Map<string, Media & { media: JsonObject }>();
  for (const [written, media] of Object.entries(isObject(value.content) ? value.content : {})) {
    const { type, parameters } = mediaOf(written);
    if (isObject(media)) found.set([type, ...parameters].join(';'), { type, parameters, written, media });
  }
  return found;
}

/** Whoever knew the one is served by the other: a range takes what is in it, and a type any of its forms that have parameters. */
function covers(fresh: Media, old: Media, direction: Direction): boolean {
  const [wide, narrow] = direction === 'request' ? [fresh, old] : [old, fresh];
  if (!wide.parameters.every((parameter) => narrow.parameters.includes(parameter))) return false;
  const isInRange = wide.type.endsWith('/*') && narrow.type.startsWith(wide.type.slice(0, -1));
  return wide.type === '*/*' || wide.type === narrow.type || isInRange;
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
      (type) => !now.some((other) => covers(mediaOf(other), mediaOf(type), 'request')),
    );
    const values = { name, from: gone.join(', ') };
    if (gone.length > 0) add('request-body-encoding-media-type-removed', 'breaking', `${pointer}/encoding`, values);
  }
}

function partTypes({ contentType }: JsonObject): string[] | null {
  return typeof contentType === 'string' ? contentType.split(',').map((type) => type.trim().toLowerCase()) : null;
}
