import type { Schema } from '../../catalogue/model.ts';
import { isObject, stringsIn } from '../../json/value.ts';
import type { Direction } from '../change.ts';
import { type AnySchema, isEverything, mayBe } from './canonical.ts';
import { type Place, placeBelow } from './place.ts';
import type { SchemaPair } from './schema-pair.ts';

export function compareProperties(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  if (!mayBe(base, 'object') || !mayBe(revision, 'object')) return;
  // Where nothing is said any more, no property is gone: anything may be there.
  if (isEverything(revision)) return;
  const [from, to] = [mapOf(base.properties), mapOf(revision.properties)];
  const [needed, needs] = [new Set(stringsIn(base.required)), new Set(stringsIn(revision.required))];
  for (const name of namesIn(from, to, Object.fromEntries([...needed, ...needs].map((key) => [key, true])))) {
    const below = placeBelow(place, name, 'properties', name);
    const before = readProperty(from[name], pair.schemas.base.read(from[name]), place.direction);
    const now = readProperty(to[name], pair.schemas.revision.read(to[name]), place.direction);
    const [was, is] = [needed.has(name), needs.has(name)];
    if (before === null && now === null) {
      // A name that is asked for without being declared; but one of the other direction is nothing here.
      if (!Object.hasOwn(from, name) && !Object.hasOwn(to, name)) compareRequired(was, is, true, below, pair);
    } else if (before === null) added(now ?? true, is, Object.hasOwn(from, name), base, below, pair);
    else if (now === null) removed(before, was, Object.hasOwn(to, name), revision, below, pair);
    else {
      compareRequired(was, is, now, below, pair);
      compareDeprecation(before, now, below, pair);
      pair.compareNodes(from[name], to[name], below);
    }
  }
  compareOthers(base, revision, place, pair);
  compareMaps('patternProperties', 'pattern-property', base, revision, place, pair);
  compareMaps('dependentSchemas', 'dependent-schema', base, revision, place, pair);
}

/** `null` for what is not declared, or hidden: clients neither write what is read-only nor read what is write-only. */
function readProperty(node: unknown, schema: AnySchema, direction: Direction): AnySchema | null {
  if (node === undefined) return null;
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly';
  return typeof schema === 'object' && schema[keyword] === true ? null : schema;
}

function added(schema: AnySchema, isNeeded: boolean, wasHidden: boolean, base: Schema, place: Place, pair: SchemaPair) {
  const need = isNeeded ? 'required' : 'optional';
  if (place.direction === 'response') {
    const id = wasHidden ? `response-${need}-property-became-not-write-only` : `response-${need}-property-added`;
    pair.addNamed(id, 'harmless', place);
    compareWithOthers(base, schema, wasHidden, place, pair);
    return;
  }
  const id = wasHidden ? `request-${need}-property-became-not-read-only` : `new-${need}-request-property`;
  const hasDefault = !wasHidden && isNeeded && typeof schema === 'object' && schema.default !== undefined;
  pair.addNamed(hasDefault ? `${id}-with-default` : id, isNeeded ? 'breaking' : 'harmless', place);
  compareWithOthers(base, schema, wasHidden, place, pair);
}

/** Where any name was taken with values of one kind, what is declared now of one of them is a change of these. */
function compareWithOthers(base: Schema, schema: AnySchema, wasHidden: boolean, place: Place, pair: SchemaPair): void {
  const others = pair.schemas.base.read(base.additionalProperties ?? true);
  if (!wasHidden && others !== false && !isEverything(others)) pair.compare(others, schema, place);
}

function removed(
  schema: AnySchema,
  wasNeeded: boolean,
  isHidden: boolean,
  revision: Schema,
  place: Place,
  pair: SchemaPair,
) {
  const need = wasNeeded ? 'required' : 'optional';
  const at = { ...place, revision: place.base };
  if (place.direction === 'response') {
    // Nobody may rely on an optional one being there; but it was there at times, and now it never is.
    const level = wasNeeded ? 'breaking' : 'warning';
    if (isHidden) pair.addNamed(`response-${need}-property-became-write-only`, level, place);
    else pair.addNamed(`response-${need}-property-removed`, level, at);
    return;
  }
  if (isHidden) {
    pair.addNamed(`request-${need}-property-became-read-only`, 'warning', place);
    return;
  }
  const others = pair.schemas.revision.read(revision.additionalProperties ?? true);
  const isRefused = others === false || isClosed(revision, pair);
  // Where other names are taken nobody is refused; but nothing is done any more with what clients send.
  if (isRefused) pair.addNamed('request-property-removed-and-refused', 'breaking', at);
  else pair.addNamed('request-property-removed', 'warning', at);
  if (!isRefused && !isEverything(others)) pair.compare(schema, others, place);
}

function isClosed({ unevaluatedProperties }: Schema, pair: SchemaPair): boolean {
  return pair.schemas.revision.read(unevaluatedProperties ?? true) === false;
}

function compareRequired(was: boolean, is: boolean, schema: AnySchema, place: Place, pair: SchemaPair): void {
  if (was === is) return;
  if (was) pair.add('became-optional', 'loosened', place);
  else {
    const hasDefault = typeof schema === 'object' && schema.default !== undefined && place.direction === 'request';
    pair.add(hasDefault ? 'became-required-with-default' : 'became-required', 'tightened', place);
  }
}

function compareDeprecation(before: AnySchema, now: AnySchema, place: Place, pair: SchemaPair): void {
  const isDeprecated = (schema: AnySchema) => typeof schema === 'object' && schema.deprecated === true;
  if (isDeprecated(before) === isDeprecated(now)) return;
  pair.add(isDeprecated(now) ? 'deprecated' : 'reactivated', 'changed', place, { level: 'harmless' });
}

/** What is said of names that are not declared. */
function compareOthers(base: Schema, revision: Schema, place: Place, pair: SchemaPair): void {
  const [from, to] = [base.additionalProperties ?? true, revision.additionalProperties ?? true];
  const [before, now] = [pair.schemas.base.read(from), pair.schemas.revision.read(to)];
  const [wasOpen, isOpen] = [isEverything(before), isEverything(now)];
  if ((wasOpen && isOpen) || before === now) return;
  if (before === false) pair.add('additional-properties-opened', 'loosened', place);
  else if (wasOpen || now === false) pair.add('additional-properties-closed', 'tightened', place);
  else pair.compareNodes(from, to, placeBelow(place, '*', 'additionalProperties'));
}

function compareMaps(
  keyword: string,
  id: string,
  base: Schema,
  revision: Schema,
  place: Place,
  pair: SchemaPair,
): void {
  const [from, to] = [mapOf(base[keyword]), mapOf(revision[keyword])];
  for (const name of namesIn(from, to)) {
    if (from[name] === undefined) pair.add(`${id}-added`, 'tightened', place, { to: name });
    else if (to[name] === undefined) pair.add(`${id}-removed`, 'loosened', place, { from: name });
    else pair.compareNodes(from[name], to[name], placeBelow(place, name, keyword, name));
  }
}

function namesIn(...maps: Record<string, unknown>[]): Set<string> {
  return new Set(maps.flatMap((map) => Object.keys(map)));
}

/** Without a prototype, so that a property may be called `constructor`. */
function mapOf(value: unknown): Record<string, unknown> {
  return Object.assign(Object.create(null), isObject(value) ? value : {});
}
