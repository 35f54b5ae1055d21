import type { Parameter } from '@dpi/specs/model';
import { isJsonMediaType, type ParameterStyle } from '@dpi/specs/serialization';
import type { Message } from '@dpi/specs/texts';
import { violationText } from './messages.ts';
import type { SentText, Values } from './request.ts';
import { parsedJson, type TextReader } from './text-reader.ts';

/** A text that its style or media type does not allow. */
export class Unreadable {
  readonly message: Message;

  constructor(message: Message) {
    this.message = message;
  }
}

/** The value of a parameter; `undefined` where it was not sent. */
export type ReadStyle = (sent: SentText) => unknown;

/** The name of a parameter, or of a part of it, as a caller writes it. */
export type NameParameter = (path: string[]) => string;

export interface StyleReader {
  read: ReadStyle;
  nameOf: NameParameter;
  /** Whether a name in the query or form belongs to it. */
  names(name: string): boolean;
}

export interface Surrounding {
  /** The name to look for. */
  key: string;
  /** All that are written at the same place, this one included. */
  siblings: { parameter: Pick<Parameter, 'name' | 'style' | 'explode' | 'contentType'>; schema: unknown }[];
  /** Names at this place that are none of them. */
  others: string[];
}

/**
 * Reads a parameter by the table of styles in OpenAPI (Parameter Object, Style Values). Whether it is a list or an object is
 * read from the whole schema.
 */
export function styleReader(
  parameter: ParameterStyle & Pick<Parameter, 'in'>,
  schema: unknown,
  reader: TextReader,
  around: Surrounding,
): StyleReader {
  const { name, style, explode, contentType } = parameter;
  const { key } = around;
  const plainName: NameParameter = (path) => [name, ...path].join('/');
  const plain = { nameOf: plainName, names: (other: string) => other === name };
  if (contentType !== null) return { ...plain, read: contentReader(key, contentType, schema, reader) };

  const kinds = reader.kinds(schema);
  const isInPairs = parameter.in === 'query' || parameter.in === 'cookie';
  const bare = textsReader(parameter, schema, reader, key);
  const other: ReadStyle = (sent) => (kinds.scalar || kinds.list ? bare(sent) : undefined);
  if (kinds.object && style === 'deepObject') {
    const deep = deepObjectReader(key, schema, reader);
    return {
      read: (sent) => deep(sent) ?? other(sent),
      nameOf: (path) => name + path.map((part) => `[${part}]`).join(''),
      names: (field) => field === name || field.startsWith(`${name}[`),
    };
  }
  if (kinds.object && explode && style === 'form' && isInPairs) {
    const isOwn = ownerOfNames(parameter, schema, reader, around);
    const loose = looseObjectReader(schema, reader, isOwn);
    return {
      read: (sent) => other(sent) ?? loose(sent),
      nameOf: (path) => (path.length === 0 ? name : path.join('/')),
      names: isOwn,
    };
  }
  return { ...plain, read: bare };
}

function contentReader(key: string, contentType: string, schema: unknown, reader: TextReader): ReadStyle {
  return ({ values }) => {
    const text = values[key];
    if (text === undefined) return undefined;
    if (!isJsonMediaType(contentType)) return reader.value(text, schema);
    const value = Array.isArray(text) ? undefined : parsedJson(text);
    return value === undefined ? new Unreadable(violationText('json-value')) : value;
  };
}

/** Reads `filter[district]=26`; below that, `filter[a][b]=1`, `filter[a][]=1` and `filter[a][0]=1`, too. */
function deepObjectReader(key: string, schema: unknown, reader: TextReader): ReadStyle {
  const prefix = `${key}[`;
  return (sent) => {
    if (!hasPrefix(sent.values, prefix)) return undefined;
    const root = new Branch();
    for (const [name, value] of sent.pairs()) {
      if (!name.startsWith(prefix) && !name.toLowerCase().startsWith(prefix)) continue;
      const steps = [...name.slice(key.length).matchAll(BRACKETS)].map(([, step = '']) => step);
      if (steps.length <= MAX_STEPS) root.add(steps, value);
    }
    return root.value(schema, reader);
  };
}

const BRACKETS = /\[([^\]]*)\]?/g;
const MAX_STEPS = 20;

/** What stands below one name in brackets. */
class Branch {
  readonly #texts: string[] = [];
  readonly #children = new Map<string, Branch>();

  add([step, ...rest]: string[], text: string): void {
    if (step === undefined || (step === '' && rest.length === 0)) {
      this.#texts.push(text);
      return;
    }
    const child = this.#children.get(step) ?? new Branch();
    this.#children.set(step, child);
    child.add(rest, text);
  }

  value(schema: unknown, reader: TextReader): unknown {
    if (this.#children.size === 0) {
      const [first = ''] = this.#texts;
      return reader.value(this.#texts.length === 1 ? first : this.#texts, schema);
    }
    const { list, object } = reader.kinds(schema);
    const names = [...this.#children.keys()];
    if (list && !object && names.every((name) => /^\d+$/.test(name))) {
      const items = [...this.#children.values()].map((child, index) => child.value(reader.item(schema, index), reader));
      return [...items, ...reader.list(this.#texts, schema)];
    }
    const value: Record<string, unknown> = Object.create(null);
    for (const [name, child] of this.#children) value[name] = child.value(reader.property(schema, name), reader);
    return value;
  }
}

/**
 * Tells which names are properties of an exploded object, which stand beside the other parameters: those that its schema
 * knows, and in a query what no other parameter takes.
 */
function ownerOfNames(
  { name: ownName, in: place }: Pick<Parameter, 'name' | 'in'>,
  schema: unknown,
  reader: TextReader,
  { siblings, others }: Surrounding,
): (name: string) => boolean {
  const own = reader.propertyNames(schema);
  const isLoose = (sibling: Surrounding['siblings'][number]) =>
    sibling.parameter.contentType === null &&
    sibling.parameter.style === 'form' &&
    sibling.parameter.explode &&
    reader.kinds(sibling.schema).object;
  const taken = new Set(others.map((name) => name.toLowerCase()));
  const prefixes: string[] = [];
  for (const sibling of siblings) {
    if (sibling.parameter.name === ownName) continue;
    if (isLoose(sibling)) for (const name of reader.propertyNames(sibling.schema)) taken.add(name.toLowerCase());
    else taken.add(sibling.parameter.name.toLowerCase());
    if (sibling.parameter.style === 'deepObject') prefixes.push(`${sibling.parameter.name.toLowerCase()}[`);
  }
  // Cookies of the whole site come along; and of several objects the first takes what none of them knows.
  const takesUnknown = place === 'query' && siblings.find(isLoose)?.parameter.name === ownName;
  return (name) => {
    if (own.has(name)) return true;
    const lower = name.toLowerCase();
    if (taken.has(lower) || prefixes.some((prefix) => lower.startsWith(prefix))) return false;
    return takesUnknown || reader.property(schema, name) !== undefined;
  };
}

function looseObjectReader(schema: unknown, reader: TextReader, isOwn: (name: string) => boolean): ReadStyle {
  return (sent) => {
    const texts = new Map<string, string[]>();
    for (const [name, value] of sent.pairs()) if (isOwn(name)) texts.set(name, [...(texts.get(name) ?? []), value]);
    return texts.size === 0 ? undefined : reader.object(single(texts), schema);
  };
}

function single(texts: Map<string, string[]>): [string, string | string[]][] {
  return [...texts].map(([name, [first = '', ...rest]]) => [name, rest.length === 0 ? first : [first, ...rest]]);
}

/** Reads what stands under the one name of a parameter. */
function textsReader(
  parameter: ParameterStyle & Pick<Parameter, 'in'>,
  schema: unknown,
  reader: TextReader,
  key: string,
): ReadStyle {
  const { in: place, style, explode } = parameter;
  const { scalar, list, object, null: isNullable } = reader.kinds(schema);
  const hasPairs = place === 'query' || place === 'cookie';
  const isRepeated = hasPairs && (style === 'deepObject' || (explode && style === 'form'));
  const isPlain = !list && !object && style !== 'label' && style !== 'matrix';
  return (sent) => {
    const texts = sent.values[key];
    if (texts === undefined) return undefined;
    // Of cookies of one name, the first is that of the nearest path (RFC 6265, section 5.4).
    if (isPlain) return reader.value(place === 'cookie' ? (firstOf(texts) ?? '') : texts, schema);
    const readings: unknown[] = texts === '' && isNullable ? [null] : [];
    const encoded = sent.encoded()[key] ?? texts;
    if (scalar && typeof encoded === 'string') {
      const text = scalarText(parameter, encoded);
      if (text !== null) readings.push(reader.scalar(sent.decode(text), schema));
    }
    if (isRepeated) {
      if (list) readings.push(texts === '' ? [] : reader.list([texts].flat(), schema));
    } else {
      for (const { items, entries } of splits(parameter, [encoded].flat(), sent.decode)) {
        if (list && items !== null) readings.push(reader.list(items, schema));
        if (object && entries !== null) readings.push(reader.object(entries, schema));
      }
    }
    if (readings.length === 0) return new Unreadable(violationText('style', { style }));
    return reader.best(readings, schema);
  };
}

/** What one text may be, as the items of a list and as the properties of an object; `null` where it is none. */
interface Split {
  items: string[] | null;
  entries: [string, string][] | null;
}

type Decode = (text: string) => string;

/** The ways to read texts of a style, the right one first. */
function splits(
  { name, in: place, style, explode }: ParameterStyle & Pick<Parameter, 'in'>,
  texts: string[],
  decode: Decode,
): Split[] {
  const [text = ''] = texts;
  const asItIs: Decode = (part) => part;
  switch (style) {
    case 'label': {
      if (!text.startsWith('.')) return [];
      const list = text.slice(1);
      // OpenAPI 3.0.0 to 3.0.3 have a dot between the parts, whether exploded or not.
      return [split(list, explode || !list.includes(',') ? '.' : ',', explode, decode)];
    }
    case 'matrix': {
      const prefix = `${name}=`;
      if (!text.startsWith(';')) return [];
      const parts = text.slice(1);
      if (!explode) return parts.startsWith(prefix) ? [split(parts.slice(prefix.length), ',', false, decode)] : [];
      const all = split(parts, ';', true, decode);
      const isList = parts.split(';').every((part) => part.startsWith(prefix));
      return [{ ...all, items: isList ? (all.items?.map((item) => item.slice(prefix.length)) ?? null) : null }];
    }
    case 'spaceDelimited':
    case 'pipeDelimited': {
      // Their delimiters must be encoded in a URL, so they are looked for afterwards.
      const decoded = texts.map(decode).filter((part) => part !== '');
      const delimiter = style === 'spaceDelimited' ? ' ' : '|';
      return [split(decoded.join(delimiter), delimiter, false, asItIs)];
    }
    default: {
      const joined = texts.filter((part) => part !== '').join(',');
      const isExploded = explode && place !== 'query' && place !== 'cookie';
      const trimmed: Decode = place === 'header' ? (part) => part.trim() : decode;
      const right = split(joined, ',', isExploded, trimmed);
      // Many clients encode the delimiter, too.
      return joined === decode(joined) ? [right] : [right, split(decode(joined), ',', isExploded, asItIs)];
    }
  }
}

function split(text: string, delimiter: string, isKeyed: boolean, decode: Decode): Split {
  const parts = text === '' ? [] : text.split(delimiter);
  const pairs = isKeyed ? keyed(parts) : alternating(parts);
  const entries = pairs?.map(([key, value]): [string, string] => [decode(key), decode(value)]) ?? null;
  return { items: parts.map(decode), entries };
}

/** `R=100` and so on. */
function keyed(parts: string[]): [string, string][] | null {
  if (!parts.every((part) => part.includes('='))) return null;
  return parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
}

/** `R`, `100` and so on. */
function alternating(parts: string[]): [string, string][] | null {
  if (parts.length % 2 === 1) return null;
  return parts.flatMap((part, index): [string, string][] => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : []));
}

/** The text of a value that is neither list nor object; `null` where it lacks what its style asks for. */
function scalarText({ name, style }: ParameterStyle, text: string): string | null {
  const prefix = style === 'label' ? '.' : style === 'matrix' ? `;${name}=` : '';
  return text.startsWith(prefix) ? text.slice(prefix.length) : null;
}

function firstOf(texts: string | string[]): string | undefined {
  return Array.isArray(texts) ? texts[0] : texts;
}

function hasPrefix(values: Values, prefix: string): boolean {
  for (const name in values) if (name.startsWith(prefix)) return true;
  return false;
}
