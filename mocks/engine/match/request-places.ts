import { escapeSegment } from '@dpi/specs/json-pointer';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest, Operation, Parameter, Schema } from '@dpi/specs/model';
import { offeredValue, queryPairs } from '@dpi/specs/serialization';
import type { SchemaShape } from './schema-shape.ts';

/** What a valid request holds. Header names are in lower case, as are the names of the other parameters. */
export interface Sent {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  cookie: Record<string, unknown>;
  body: unknown;
}

/** A place in a request; `path` is the name of a parameter or a JSON Pointer into the body. */
export interface Location {
  in: Parameter['in'] | 'body';
  path: string;
}

/** A place at which an operation's examples, or its parameters, have values. */
export interface Place extends Location {
  /** Names of the members that lead to the value; the last is its own. */
  names: string[];
  shape: SchemaShape | null;
  /** The value is the number of items in a list. */
  isLength: boolean;
}

/** What a request holds, by place; `undefined` where nothing stands. */
export interface PlacedValues {
  values: unknown[];
  /** Where something decisive stands that no example has. */
  extra: Location[];
}

interface Node {
  path: string;
  names: string[];
  shape: SchemaShape | null;
  /** Place of a value or of a list of plain values; -1 where no example has one. */
  place: number;
  /** Place of the length of a list of objects; -1 where no example has one. */
  length: number;
  members: Map<string, Node>;
}

/** Members that no example has are looked through this deep. */
const MAX_DEPTH = 24;
const MAX_EXTRA = 5;

/** The places of an operation's requests: prepared from its examples, then read from each request in one walk. */
export class RequestPlaces {
  readonly list: Place[] = [];
  readonly #operation: Operation;
  readonly #shapeOf: (schema: Schema) => SchemaShape;
  readonly #parameters = new Map<string, { in: Parameter['in']; key: string; place: number }>();
  readonly #body: Node;
  readonly #isIdentifier: (value: string) => boolean;

  /** @param isIdentifier whether a text identifies a persona */
  constructor(
    operation: Operation,
    shapeOf: (schema: Schema) => SchemaShape,
    isIdentifier: (value: string) => boolean,
  ) {
    this.#operation = operation;
    this.#shapeOf = shapeOf;
    this.#isIdentifier = isIdentifier;
    const schema = operation.requestBody?.contents.find((content) => content.schema !== null)?.schema ?? null;
    this.#body = newNode('', [], schema === null ? null : shapeOf(schema));
    for (const parameter of operation.parameters) this.#ofParameter(parameter, parameter.name);
  }

  /** The values of a request example. Required parameters that it does not name have the value that the spec offers. */
  valuesOf(example: ExampleRequest | null): Map<number, JsonValue> {
    const values = new Map<number, JsonValue>();
    for (const parameter of this.#operation.parameters) {
      const { in: location, name } = parameter;
      const given = example?.parameters.find((other) => other.in === location && other.name === name)?.value;
      const value = given ?? (parameter.required ? offeredValue(parameter) : undefined);
      if (value === undefined) continue;
      if (location !== 'query' || !isObject(value)) values.set(this.#ofParameter(parameter, name), value);
      else {
        for (const [key, text] of queryPairs(parameter, value, (part) => part))
          values.set(this.#ofParameter(parameter, key), text);
      }
    }
    this.#collect(example?.body, this.#body, values);
    return values;
  }

  read(sent: Sent): PlacedValues {
    const values: unknown[] = new Array(this.list.length);
    for (const { in: location, key, place } of this.#parameters.values()) values[place] = sent[location][key];
    const extra: Location[] = [];
    if (sent.body !== undefined) this.#walk(sent.body, this.#body, values, extra);
    return { values, extra };
  }

  #ofParameter({ in: location, schema }: Parameter, name: string): number {
    const key = name.toLowerCase();
    const known = this.#parameters.get(`${location} ${key}`);
    if (known !== undefined) return known.place;
    const place = this.#add({ in: location, path: name, names: [name], shape: this.#shapeOf(schema), isLength: false });
    this.#parameters.set(`${location} ${key}`, { in: location, key, place });
    return place;
  }

  #add(place: Place): number {
    return this.list.push(place) - 1;
  }

  #collect(value: JsonValue | undefined, node: Node, values: Map<number, JsonValue>): void {
    if (value === undefined) return;
    const { path, names } = node;
    if (isLeaf(value)) {
      if (node.place === -1) node.place = this.#add({ in: 'body', path, names, shape: node.shape, isLength: false });
      values.set(node.place, value);
      return;
    }
    if (Array.isArray(value)) {
      if (node.length === -1) node.length = this.#add({ in: 'body', path, names, shape: null, isLength: true });
      values.set(node.length, value.length);
    }
    for (const [key, child] of Object.entries(value as Record<string, JsonValue>)) {
      let next = node.members.get(key);
      if (next === undefined) {
        const shape = Array.isArray(value) ? node.shape?.items() : node.shape?.member(key);
        next = newNode(`${path}/${escapeSegment(key)}`, [...names, key], shape ?? null);
        node.members.set(key, next);
      }
      this.#collect(child, next, values);
    }
  }

  #walk(value: unknown, node: Node, values: unknown[], extra: Location[]): void {
    if (isLeaf(value)) {
      if (node.place !== -1) values[node.place] = value;
      else this.#look(value, node.shape, node.path, extra, 0);
      return;
    }
    if (Array.isArray(value)) {
      // A list of another length is another list, whatever its items are.
      if (node.length !== -1) values[node.length] = value.length;
      else if (node.place === -1) this.#look(value, node.shape, node.path, extra, 0);
      for (const [key, child] of node.members) {
        const item = value[Number(key)];
        if (item !== undefined) this.#walk(item, child, values, extra);
      }
      return;
    }
    const members = value as Record<string, unknown>;
    for (const key in members) {
      const child = node.members.get(key);
      if (child !== undefined) this.#walk(members[key], child, values, extra);
      else this.#look(members[key], node.shape?.member(key) ?? null, `${node.path}/${escapeSegment(key)}`, extra, 0);
    }
  }

  /** Looks where no example has a value for what cannot be passed over: a choice, or a person. */
  #look(value: unknown, shape: SchemaShape | null, path: string, extra: Location[], depth: number): void {
    if (extra.length >= MAX_EXTRA || depth > MAX_DEPTH) return;
    if (typeof value === 'object' && value !== null) {
      const isList = Array.isArray(value);
      for (const key in value) {
        const inner = isList ? shape?.items() : shape?.member(key);
        const child = (value as Record<string, unknown>)[key];
        this.#look(child, inner ?? null, `${path}/${escapeSegment(key)}`, extra, depth + 1);
      }
      return;
    }
    const isTold = shape?.isChoice === true && !shape.defaults.some((known) => agree(value, known));
    if (isTold || (typeof value === 'string' && this.#isIdentifier(value))) extra.push({ in: 'body', path });
  }
}

/** Equal as JSON, except that parameters and forms carry numbers and booleans as text and lists as text with commas. */
export function agree(sent: unknown, value: JsonValue): boolean {
  if (sent === value) return true;
  if (sent === undefined || value === null) return false;
  if (Array.isArray(value)) {
    if (Array.isArray(sent)) return sent.length === value.length && isSameList(sent, value);
    return value.length > 0 && [',', '|', ' '].some((separator) => sent === value.join(separator));
  }
  if (typeof value === 'object')
    return isObject(sent) && Object.keys(sent).length === 0 && Object.keys(value).length === 0;
  return typeof sent === 'string' && sent === String(value);
}

/** In any order: lists of plain values are sets as a rule, such as the scopes of a consent. */
function isSameList(sent: unknown[], value: JsonValue[]): boolean {
  if (sent.every((item, index) => agree(item, value[index] ?? null))) return true;
  const sorted = sent.map(String).sort();
  return value
    .map(String)
    .sort()
    .every((item, index) => item === sorted[index]);
}

/** A plain value, a list of plain values or something empty. */
function isLeaf(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object' || item === null);
  for (const _ in value) return false;
  return true;
}

function newNode(path: string, names: string[], shape: SchemaShape | null): Node {
  return { path, names, shape, place: -1, length: -1, members: new Map() };
}
