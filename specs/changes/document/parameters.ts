import { isObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import type { Direction } from '../change.ts';
import { typesIn } from '../schema/canonical.ts';
import type { Place } from '../schema/place.ts';
import type { SchemaReader } from '../schema/schema-reader.ts';
import type { Add, Comparison, Node } from './comparison.ts';
import { compareContents } from './contents.ts';
import { explodedProperties } from './exploded.ts';
import { comparePromises, removalOf } from './removal.ts';
import { isExploded, isExplodeSeen, styleOf } from './style.ts';

/** Where an operation stands. */
export interface OperationPath {
  path: string;
  item: Node;
}

type Parameters = Map<string, Node>;

/** What these headers mean is for HTTP to say: OpenAPI passes them over. */
const PASSED_OVER = ['accept', 'content-type', 'authorization'];

/** Parameters of an operation, those of its path included, by place and name; path parameters by their position. */
export function parametersOf(
  comparison: Comparison,
  side: 'base' | 'revision',
  operation: Node,
  { path, item }: OperationPath,
): Parameters {
  const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  const parameters: Parameters = new Map();
  for (const holder of [item, operation]) {
    const entries: JsonValue[] = Array.isArray(holder.value.parameters) ? holder.value.parameters : [];
    for (const index of entries.keys()) {
      const parameter = comparison.child(side, holder, 'parameters', String(index));
      const name = parameter?.value.name;
      const place = parameter?.value.in;
      if (parameter === null || typeof name !== 'string' || typeof place !== 'string') continue;
      const position = names.indexOf(name);
      const key = place === 'path' && position >= 0 ? `{${position}}` : place === 'header' ? name.toLowerCase() : name;
      if (place !== 'header' || !PASSED_OVER.includes(key)) parameters.set(`${place} ${key}`, parameter);
    }
  }
  return parameters;
}

export function compareParameters(
  add: Add,
  comparison: Comparison,
  written: { base: Parameters; revision: Parameters },
): void {
  const all = onTheWire(written, comparison);
  for (const [key, base] of all.base) {
    const revision = all.revision.get(key);
    if (revision === undefined) parameterRemoved(add, comparison, base);
    else compareParameter(add, comparison, base, revision);
  }
  for (const [key, { value, pointer }] of all.revision) {
    if (all.base.has(key)) continue;
    const id = value.in === 'path' ? 'new-request-path-parameter' : `new-${need(value)}-request-parameter`;
    add(id, isRequired(value) ? 'breaking' : 'harmless', pointer, namesOf(value));
  }
}

/** Where loose parameters became one exploded object, or the other way round, the object as the parameters that are sent. */
function onTheWire(
  { base, revision }: { base: Parameters; revision: Parameters },
  { schemas }: Comparison,
): { base: Parameters; revision: Parameters } {
  const before = explodedIn(base, revision, schemas.base, true);
  const now = explodedIn(revision, base, schemas.revision, false);
  return {
    base: withExploded(base, before, [...revision.keys(), ...namesIn(now)]),
    revision: withExploded(revision, now, [...base.keys(), ...namesIn(before)]),
  };
}

type Exploded = Map<string, Parameters>;

/** The exploded objects of one side that the other does not have, each as the parameters it is. */
function explodedIn(own: Parameters, others: Parameters, reader: SchemaReader, isBase: boolean): Exploded {
  const found: Exploded = new Map();
  for (const [key, parameter] of own) {
    const properties = others.has(key) ? null : explodedProperties(parameter, reader, isBase);
    if (properties === null) continue;
    const loose = properties.map(({ name, parameter: node }) => [`${parameter.value.in} ${name}`, node] as const);
    if (loose.every(([name]) => !own.has(name))) found.set(key, new Map(loose));
  }
  return found;
}

function namesIn(exploded: Exploded): string[] {
  return [...exploded.values()].flatMap((parameters) => [...parameters.keys()]);
}

function withExploded(own: Parameters, exploded: Exploded, others: string[]): Parameters {
  const found: Parameters = new Map();
  for (const [key, parameter] of own) {
    const loose = exploded.get(key);
    const isSent = loose !== undefined && others.some((name) => loose.has(name));
    for (const [name, node] of isSent ? loose : [[key, parameter] as const]) found.set(name, node);
  }
  return found;
}

function parameterRemoved(add: Add, comparison: Comparison, { value, pointer }: Node): void {
  const { end, level, from } = removalOf(value, comparison.today);
  const id = `request-parameter-${end === 'removed-without-deprecation' ? 'removed' : end}`;
  add(id, level, pointer, { ...namesOf(value), ...(from === undefined ? {} : { from }) });
}

function compareParameter(add: Add, comparison: Comparison, old: Node, fresh: Node): void {
  const { schemas } = comparison;
  const isBoth = isObject(old.value.content) && isObject(fresh.value.content);
  const base = isBoth ? old : asStyled(old, schemas.base);
  const revision = isBoth ? fresh : asStyled(fresh, schemas.revision);
  const [from, to] = [base.value, revision.value];
  const values = namesOf(to);
  const { pointer } = revision;
  if (isRequired(from) !== isRequired(to)) {
    if (isRequired(to)) add('request-parameter-became-required', 'breaking', pointer, values);
    else add('request-parameter-became-optional', 'harmless', pointer, values);
  }
  comparePromises('parameter', from, to, comparison.today, (id, level, details) =>
    add(id, level, pointer, { ...values, ...details }),
  );
  compareStyle(add, comparison, base, revision);
  const place = placeOf('request-parameter', base, revision, 'request', values.name);
  if (isObject(from.content) && isObject(to.content)) compareContents(add, comparison, base, revision, place);
  else {
    comparison.compareSchemas(add, from.schema, to.schema, schemaOf(place), values);
  }
}

/** A parameter whose content is plain text; a text stands in the call as its style, which is the usual one, would write it. */
function asStyled(node: Node, schemas: SchemaReader): Node {
  const { content, ...value } = node.value;
  const [[type, media] = [], ...others] = Object.entries(isObject(content) ? content : {});
  if (type !== 'text/plain' || others.length > 0 || !isObject(media)) return node;
  const schema = schemas.read(media.schema);
  if (typeof schema !== 'object' || typesIn(schema).join() !== 'string') return node;
  return { ...node, value: { ...value, schema: media.schema } };
}

/** The place of a parameter's or header's value, which travels as text. */
export function placeOf(kind: string, base: Node, revision: Node, direction: Direction, name: string): Place {
  return {
    kind,
    name,
    base: base.pointer,
    revision: revision.pointer,
    direction,
    isText: true,
    isAlwaysSaid: isRequired(base.value),
    isRepeated: [base.value, revision.value].every((value) => styleOf(value) === 'form' && isExploded(value)),
  };
}

/** The place of the schema of a parameter or header. */
export function schemaOf(place: Place): Place {
  return { ...place, base: schemaPointer(place.base), revision: schemaPointer(place.revision), isNeverNull: true };
}

/** A parameter that is a property of an exploded object is its own schema. */
function schemaPointer(parameter: string): string {
  return /\/schema\/properties\/[^/]+$/.test(parameter) ? parameter : `${parameter}/schema`;
}

/** How a value is written into the URL or header. */
function compareStyle(add: Add, comparison: Comparison, base: Node, revision: Node): void {
  const [from, to] = [base.value, revision.value];
  const { pointer } = revision;
  const values = namesOf(to);
  // Of two media types the contents tell.
  const [before, now] = isObject(from.content) && isObject(to.content) ? [] : [styleOf(from), styleOf(to)];
  const { schemas } = comparison;
  const [old, fresh] = [schemas.base.read(from.schema), schemas.revision.read(to.schema)];
  if (before !== now) {
    const details = { ...values, from: String(before), to: String(now) };
    add('request-parameter-style-changed', 'breaking', pointer, details);
  } else if (isExploded(from) !== isExploded(to) && isExplodeSeen(old, fresh, styleOf(to)))
    add('request-parameter-explode-changed', 'breaking', pointer, values);
  if (from.allowReserved === true && to.allowReserved !== true)
    add('request-parameter-allow-reserved-removed', 'breaking', pointer, values);
  if (from.allowEmptyValue === true && to.allowEmptyValue !== true)
    add('request-parameter-allow-empty-value-removed', 'breaking', pointer, values);
}

function isRequired(parameter: JsonObject): boolean {
  return parameter.required === true || parameter.in === 'path';
}

function need(parameter: JsonObject): string {
  return isRequired(parameter) ? 'required' : 'optional';
}

function namesOf(parameter: JsonObject): { name: string; in: string } {
  return { name: String(parameter.name), in: String(parameter.in) };
}
