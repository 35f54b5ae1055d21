import type { OpenApiDocument, Schema } from '../catalogue/model.ts';
import { SchemaCollector } from '../catalogue/schemas.ts';
import { isObject } from '../json/value.ts';
import { Sampler } from '../samples/index.ts';
import { randomOf } from '../samples/random.ts';
import { DirectedSchemas, type Direction, schemaCompiler } from '../schema/index.ts';
import { compareSpecs } from './document/compare-specs.ts';

type Node = Record<string, unknown>;

/** A schema and the components that it refers to. */
export interface Subject {
  schema: unknown;
  components: Record<string, unknown>;
}

/** What a change means: by the report, and by the values that are accepted before and after. */
export interface Outcome {
  level: string;
  ids: string[];
  /** A value that the sender may send and the receiver refuses; `undefined` where none was found. */
  witness: unknown;
}

const LEVELS = ['none', 'harmless', 'warning', 'breaking'];

function documentOf({ schema, components }: Subject, direction: Direction): OpenApiDocument {
  const content = { 'application/json': { schema } };
  const operation =
    direction === 'request'
      ? { requestBody: { required: true, content }, responses: { 204: { description: 'Done.' } } }
      : { responses: { 200: { description: 'Done.', content } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1.0.0' },
    paths: { '/things': { post: operation } },
    components: { schemas: components },
  } as unknown as OpenApiDocument;
}

/** Holds the report of a change against the values that both sides accept. */
export function outcomeOf(base: Subject, revision: Subject, direction: Direction, seed: number): Outcome {
  const changes = compareSpecs(documentOf(base, direction), documentOf(revision, direction), '2026-11-23');
  const level = LEVELS[Math.max(0, ...changes.map((change) => LEVELS.indexOf(change.level)))] ?? 'none';
  const [from, to] = direction === 'request' ? [base, revision] : [revision, base];
  // That somebody sends a property which no schema declares is not assumed: see the table of changes for agencies.
  const [sender, receiver] = [sideOf(from, direction, true), sideOf(asReceived(to, direction), direction, false)];
  const witness =
    sender.accepts === null || receiver.accepts === null
      ? undefined
      : valuesOf(sender, receiver, direction, seed).find(
          (value) => sender.accepts?.(value) === true && receiver.accepts?.(value) === false,
        );
  return { level, ids: changes.map(({ id }) => id), witness };
}

/** A subject as its receiver reads it: clients pass over names in a response that they do not know. */
function asReceived({ schema, components }: Subject, direction: Direction): Subject {
  if (direction === 'request') return { schema, components };
  return { schema: opened(schema), components: Object(opened(components)) };
}

function opened(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(opened);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(CLOSING.has(key) && value === false))
      .map(([key, value]) => [key, opened(value)]),
  );
}

const CLOSING = new Set(['additionalProperties', 'unevaluatedProperties']);

/** Properties without a type are those of an object, items those of a list: the report reads them so. */
function typed(node: unknown, isMap = false): unknown {
  if (Array.isArray(node)) return node.map((item) => typed(item));
  if (!isObject(node)) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, typed(value, !isMap && MAPS.has(key))]),
  );
  const isOpen = ['type', 'enum', 'const', '$ref', 'allOf', 'oneOf', 'anyOf'].some((key) => key in node);
  if (isMap || isOpen) return copy;
  if (isObject(node.properties)) return { type: 'object', ...copy };
  return isObject(node.items) ? { type: 'array', ...copy } : copy;
}

/** Keys whose values are schemas by name; `components` holds them, too. */
const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', 'components']);

interface Side {
  schema: Schema;
  schemas: Record<string, Schema>;
  accepts: ((value: unknown) => boolean) | null;
}

function sideOf(subject: Subject, direction: Direction, closed: boolean): Side {
  const { schema, components } = Object(typed(subject)) as Subject;
  const collector = new SchemaCollector(documentOf({ schema, components }, direction));
  const read = collector.read(schema);
  const compiled = [false, closed].map((isClosed) => {
    const directed = new DirectedSchemas(collector.schemas, direction, { closed: isClosed });
    return schemaCompiler({ definitions: directed.definitions, allErrors: false })(directed.directed(read));
  });
  const accepts = compiled.includes(null) ? null : (value: unknown) => compiled.every((validate) => validate?.(value));
  return { schema: read, schemas: collector.schemas, accepts };
}

/** Numbers below a bound, the same for the same seed. */
export function numbersFrom(seed: number): (below: number) => number {
  const random = randomOf(`${seed}`);
  return (below) => Math.floor(random() * Math.max(1, below));
}

const SAMPLES = 12;
const NEIGHBOURS = 12;

/** Values of both sides, and others next to them. */
function valuesOf(sender: Side, receiver: Side, direction: Direction, seed: number): unknown[] {
  const words = wordsOf([sender.schema, sender.schemas, receiver.schema, receiver.schemas]);
  const next = numbersFrom(seed);
  const values: unknown[] = [null, true, 0, 1, -1, 0.5, '', 'a', [], {}, ...words.values];
  for (const { schema, schemas } of [sender, receiver]) {
    const sampler = new Sampler(schemas, []);
    for (let sample = 0; sample < SAMPLES; sample++) {
      const isVaried = sample > 0;
      const made = sampler.sample(schema, { direction, seed: isVaried ? `${seed} ${sample}` : '', isVaried }).value;
      if (made === undefined) continue;
      values.push(made);
      let neighbour: unknown = made;
      for (let step = 0; step < NEIGHBOURS; step++) {
        neighbour = changedValue(step % 4 === 0 ? made : neighbour, words, next);
        values.push(neighbour);
      }
    }
  }
  return values;
}

interface Words {
  values: unknown[];
  names: string[];
}

/** Values at the bounds of schemas, and names of their properties. */
function wordsOf(schemas: unknown): Words {
  const values = new Map<string, unknown>();
  const names = new Set<string>(['other']);
  const note = (...found: unknown[]) => {
    for (const value of found) values.set(JSON.stringify(value), value);
  };
  const visit = (node: unknown) => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isObject(node)) return;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'number' && Number.isFinite(value)) {
        note(value, value + 1, value - 1, value + 0.01, value / 2);
        if (/Length$/.test(key) && value <= 200)
          for (const length of [value - 1, value, value + 1])
            if (length >= 0) note('a'.repeat(length), '1'.repeat(length));
      }
      if ((key === 'enum' || key === 'examples') && Array.isArray(value)) note(...value);
      if (key === 'const' || key === 'default') note(value);
      if (key === 'properties' && isObject(value)) for (const name of Object.keys(value)) names.add(name);
      if (key === 'required' && Array.isArray(value)) for (const name of value) names.add(String(name));
      visit(value);
    }
  };
  visit(schemas);
  note(
    '2026-11-23',
    '2026-11-23T09:30:00Z',
    'a@example.org',
    '7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8d21',
    'A',
    '1',
    'ab',
    2.5,
    1e6,
  );
  return { values: [...values.values()].slice(0, 200), names: [...names] };
}

/** A value with one thing of it changed. */
function changedValue(value: unknown, words: Words, next: (below: number) => number): unknown {
  const word = () => words.values[next(words.values.length)];
  const name = () => words.names[next(words.names.length)] ?? '';
  if (Array.isArray(value)) {
    const items = [...value];
    const at = next(items.length);
    const choice = next(5);
    if (choice === 0 || items.length === 0) items.push(items.length > 0 && next(2) === 0 ? items[at] : word());
    else if (choice === 1) items.splice(at, 1);
    else items[at] = changedValue(items[at], words, next);
    return items;
  }
  if (isObject(value)) {
    const keys = Object.keys(value);
    const key = keys[next(keys.length)];
    const choice = next(6);
    if (choice === 0 || key === undefined) return { ...value, [name()]: word() };
    if (choice === 1) return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    if (choice === 2) return { ...value, [key]: word() };
    return { ...value, [key]: changedValue(value[key], words, next) };
  }
  if (typeof value === 'number' && next(3) > 0) return value + ([1, -1, 0.01, -0.01, 0.5, 100, -100][next(7)] ?? 0);
  if (typeof value === 'string' && next(3) > 0)
    return [`${value}a`, value.slice(1), value.slice(0, -1), `${value}1`, value.toUpperCase()][next(5)];
  return word();
}

/** A change of a schema: takes one of its parts, and gives what stands there instead. */
type Mutation = [name: string, change: (schema: Node, next: (below: number) => number) => unknown];

const PARTS: Schema[] = [
  { type: 'string' },
  { type: 'integer' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'null' },
  { type: 'array', items: { type: 'string' } },
  { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
  { type: 'string', maxLength: 3 },
  { enum: ['x', 'y'] },
];

const pick = <T>(list: readonly T[], next: (below: number) => number): T => list[next(list.length)] as T;

function keyword(name: string, values: unknown[]): Mutation {
  return [name, (schema, next) => ({ ...schema, [name]: pick(values, next) })];
}

function moved(name: string): Mutation {
  return [
    `${name} moved`,
    (schema, next) =>
      typeof schema[name] === 'number'
        ? { ...schema, [name]: Math.max(0, schema[name] + pick([1, -1, 2, 10], next)) }
        : schema,
  ];
}

function listed(name: string, change: (list: unknown[], next: (below: number) => number) => unknown[]): Mutation {
  return [
    `${name} changed`,
    (schema, next) => {
      const list = schema[name];
      if (!Array.isArray(list)) return schema;
      const changed = change([...list], next);
      if (changed.length > 0) return { ...schema, [name]: changed };
      const { [name]: _gone, ...others } = schema;
      return others;
    },
  ];
}

const without = (list: unknown[], next: (below: number) => number) =>
  list.filter((_, index, all) => index !== next(all.length));

const MUTATIONS: Mutation[] = [
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map(
    moved,
  ),
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map(moved),
  keyword('minimum', [0, 1, -5, 10]),
  keyword('maximum', [1, 10, 100]),
  keyword('exclusiveMinimum', [0, 5]),
  keyword('exclusiveMaximum', [5, 100]),
  keyword('multipleOf', [1, 2, 5, 0.01, 0.5]),
  keyword('minLength', [0, 1, 2, 5]),
  keyword('maxLength', [1, 3, 10, 100]),
  keyword('pattern', ['^[a-z]+$', '^[a-z]*$', '^[0-9]{1,3}$', '^a', '[0-9]']),
  keyword('format', ['date', 'date-time', 'uuid', 'email', 'int32', 'int64']),
  keyword('minItems', [0, 1, 2]),
  keyword('maxItems', [0, 1, 3]),
  keyword('uniqueItems', [true, false]),
  keyword('minProperties', [0, 1, 2]),
  keyword('maxProperties', [1, 2, 5]),
  keyword('type', [
    'string',
    'integer',
    'number',
    'boolean',
    'object',
    'array',
    'null',
    ['string', 'null'],
    ['integer', 'string'],
  ]),
  keyword('enum', [['a'], ['a', 'b'], [1, 2], ['x', null]]),
  keyword('const', ['a', 1]),
  keyword('additionalProperties', [false, true, { type: 'string' }, { type: 'integer' }]),
  keyword('unevaluatedProperties', [false, true]),
  keyword('items', PARTS),
  keyword('contains', PARTS),
  keyword('not', [...PARTS, { required: ['a'] }]),
  keyword('default', ['a', 1]),
  keyword('propertyNames', [{ maxLength: 1 }, { pattern: '^[a-z]+$' }]),
  keyword('dependentRequired', [{ a: ['b'] }, {}]),
  keyword('description', ['Another.']),
  listed('enum', without),
  listed('enum', (list) => [...list, 'added']),
  listed('required', without),
  listed('oneOf', without),
  listed('anyOf', without),
  listed('allOf', without),
  listed('oneOf', (list, next) => [...list, pick(PARTS, next)]),
  listed('anyOf', (list, next) => [...list, pick(PARTS, next)]),
  listed('allOf', (list, next) => [...list, pick(PARTS, next)]),
  listed('oneOf', (list) => list.toReversed()),
  [
    'oneOf in place of anyOf',
    ({ anyOf, ...others }) =>
      Array.isArray(anyOf) && others.oneOf === undefined
        ? { ...others, oneOf: anyOf }
        : { ...others, ...(anyOf === undefined ? {} : { anyOf }) },
  ],
  [
    'anyOf in place of oneOf',
    ({ oneOf, ...others }) =>
      Array.isArray(oneOf) && others.anyOf === undefined
        ? { ...others, anyOf: oneOf }
        : { ...others, ...(oneOf === undefined ? {} : { oneOf }) },
  ],
  ['wrapped in oneOf', (schema, next) => ({ oneOf: [schema, pick(PARTS, next)] })],
  ['wrapped in anyOf', (schema, next) => ({ anyOf: [schema, pick(PARTS, next)] })],
  ['wrapped in allOf', (schema, next) => ({ allOf: [schema, pick([{}, ...PARTS], next)] })],
  [
    'unwrapped',
    (schema, next) =>
      pick(
        [schema.oneOf, schema.anyOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : [])).concat(schema),
        next,
      ),
  ],
  [
    'a keyword removed',
    (schema, next) => {
      const name = pick(Object.keys(schema), next);
      return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== name));
    },
  ],
  [
    'a property required',
    (schema, next) => {
      const names = [...Object.keys(isObject(schema.properties) ? schema.properties : {}), 'b'];
      const required = Array.isArray(schema.required) ? schema.required : [];
      return { ...schema, required: [...new Set([...required, pick(names, next)])] };
    },
  ],
  [
    'a property added',
    (schema, next) => ({
      ...schema,
      properties: { ...Object(schema.properties), [pick(['b', 'added'], next)]: pick(PARTS, next) },
    }),
  ],
  [
    'a property removed',
    (schema, next) => {
      if (!isObject(schema.properties)) return schema;
      const gone = pick(Object.keys(schema.properties), next);
      return {
        ...schema,
        properties: Object.fromEntries(Object.entries(schema.properties).filter(([key]) => key !== gone)),
      };
    },
  ],
  ['null allowed', (schema) => (typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : schema)],
  [
    'null refused',
    (schema) =>
      Array.isArray(schema.type) ? { ...schema, type: schema.type.filter((type) => type !== 'null') } : schema,
  ],
  // biome-ignore lint/suspicious/noThenProperty: keyword of JSON Schema.
  ['a condition added', (schema) => ({ ...schema, if: { required: ['a'] }, then: { required: ['b'] } })],
  ['another schema', (_schema, next) => pick(PARTS, next)],
  ['anything', () => ({})],
];

/** No component has this name. */
const ROOT = '';

const SINGLE = ['items', 'additionalProperties', 'not', 'contains', 'if', 'then', 'else', 'propertyNames'];
const LISTS = ['oneOf', 'anyOf', 'allOf', 'prefixItems'];

/** A copy of a subject with one of its schemas changed, and what was done. */
export function mutated(subject: Subject, next: (below: number) => number): { revision: Subject; name: string } {
  const [name, change] = pick(MUTATIONS, next);
  const root: Node = { [ROOT]: structuredClone(subject.schema), ...structuredClone(subject.components) };
  const places: [holder: Node | unknown[], key: string | number][] = [];
  const visit = (holder: Node | unknown[], key: string | number) => {
    const schema = (holder as Node)[key];
    if (!isObject(schema)) return;
    places.push([holder, key]);
    for (const keyword of SINGLE) if (schema[keyword] !== undefined) visit(schema, keyword);
    for (const keyword of LISTS) {
      const list = schema[keyword];
      if (Array.isArray(list)) for (const index of list.keys()) visit(list, index);
    }
    const { properties } = schema;
    if (isObject(properties)) for (const property of Object.keys(properties)) visit(properties, property);
  };
  for (const key of Object.keys(root)) visit(root, key);
  const [holder, key] = pick(places, next) ?? [root, ROOT];
  (holder as Node)[key] = change((holder as Node)[key] as Node, next);
  const { [ROOT]: schema, ...components } = root;
  return { revision: { schema, components }, name };
}
