import { escapeSegment } from '@dpi/specs/json-pointer';
import type { Schema, Service } from '@dpi/specs/model';
import type { Violation } from '@dpi/specs/problem';
import type { MessageValues } from '@dpi/specs/texts';
import { type SchemaView, schemaView } from '@dpi/specs/xml';
import { violationText } from './messages.ts';
import type { TextReader } from './text-reader.ts';
import { readXml, type XmlElement } from './xml-document.ts';

export interface XmlReading {
  /** The JSON value that the document stands for. */
  value: unknown;
  /** Elements and attributes that do not stand where the XML Objects of the schema have them. */
  violations: Violation[];
}

const MAX_VIOLATIONS = 50;

/**
 * Prepares the reading of XML as the value that it stands for by the XML Objects of a schema: the reverse of `toXml`. Types
 * are read from text as the schema has them. The reader throws a `ProblemError` for what is not well-formed.
 */
export function xmlReader(
  schema: Schema | null,
  schemas: Service['schemas'],
  reader: TextReader,
): (body: Buffer) => XmlReading {
  return (body) => {
    const root = readXml(body);
    const reading = new Reading(schemas, reader);
    const value = schema === null ? reading.element(root, undefined, '') : reading.root(root, schema, body);
    return { value, violations: reading.violations };
  };
}

/** The schema of a property, and how it is written. */
interface Member {
  key: string;
  schema: unknown;
  view: SchemaView;
}

class Reading {
  readonly violations: Violation[] = [];
  readonly #schemas: Service['schemas'];
  readonly #reader: TextReader;
  readonly #views = new WeakMap<object, SchemaView>();

  constructor(schemas: Service['schemas'], reader: TextReader) {
    this.#schemas = schemas;
    this.#reader = reader;
  }

  root(root: XmlElement, schema: Schema, body: Buffer): unknown {
    const view = this.#viewOf(schema);
    const name = view.xml.name ?? view.name;
    const { list, object } = this.#reader.kinds(schema);
    // A schema of text alone is one of the whole document.
    if (name === null && !list && !object && view.types.length > 0) return body.toString('utf8');
    if (name !== null && root.name !== name) {
      this.#violation('', 'root', { name });
      return undefined;
    }
    this.#checkNamespace(root, view, '');
    return list && !object
      ? this.#wrapped(root, { key: name ?? root.name, schema, view }, '')
      : this.element(root, schema, '');
  }

  /** @param path JSON Pointer to the value */
  element(element: XmlElement, schema: unknown, path: string): unknown {
    const { scalar, object, null: nullable } = this.#reader.kinds(schema);
    const isLeaf = element.children.length === 0 && element.attributes.size === 0;
    if (element.isNil && isLeaf && element.text.trim() === '') return null;
    const isOpen = schema === undefined || (scalar && object);
    if (object ? isOpen && isLeaf : isLeaf || !isOpen) {
      if (isLeaf) return this.#text(element.text, schema);
      this.#violation(path, 'text-only');
      return undefined;
    }
    const value = this.#object(element, schema, path);
    const isEmpty = isLeaf && element.text.trim() === '';
    return nullable && isEmpty ? this.#reader.best([value, null], schema) : value;
  }

  #object(element: XmlElement, schema: unknown, path: string): Record<string, unknown> {
    const value: Record<string, unknown> = Object.create(null);
    if (schema !== undefined && element.text.trim() !== '') this.#violation(path, 'elements-only');
    const children = new Map<string, XmlElement[]>();
    for (const child of element.children) {
      const known = children.get(child.name);
      if (known === undefined) children.set(child.name, [child]);
      else known.push(child);
    }
    const attributes = new Map(element.attributes);
    const members = [...this.#reader.propertyNames(schema)].map((key): Member => {
      const property = this.#reader.property(schema, key);
      return { key, schema: property, view: this.#viewOf(property) };
    });
    for (const member of members) {
      const { key, view } = member;
      const name = this.#nameOf(member);
      let read: unknown;
      if (view.xml.attribute) {
        const text = attributes.get(name);
        attributes.delete(name);
        if (text !== undefined) read = this.#text(text, member.schema);
      } else {
        const found = children.get(name) ?? [];
        children.delete(name);
        read = this.#member(found, member, `${path}/${escapeSegment(key)}`);
        // A list without items that is not wrapped has nothing to show.
        if (read === undefined && found.length === 0 && this.#isUnwrapped(member) && this.#requires(schema, key))
          read = [];
      }
      if (read !== undefined) value[key] = read;
    }
    this.#rest(value, { children, attributes, members, schema, path });
    return value;
  }

  /** What no property is written as: it may be an additional one, or one that is written otherwise. */
  #rest(
    value: Record<string, unknown>,
    {
      children,
      attributes,
      members,
      schema,
      path,
    }: {
      children: Map<string, XmlElement[]>;
      attributes: Map<string, string>;
      members: Member[];
      schema: unknown;
      path: string;
    },
  ): void {
    for (const name of [...children.keys(), ...attributes.keys()]) {
      const place = `${path}/${escapeSegment(name)}`;
      const member = members.find((one) => one.key === name) ?? members.find((one) => this.#nameOf(one) === name);
      if (member !== undefined) {
        const own = this.#nameOf(member);
        this.#violation(
          `${path}/${escapeSegment(member.key)}`,
          member.view.xml.attribute ? 'as-attribute' : 'as-element',
          { name: own },
        );
        continue;
      }
      const property = this.#reader.property(schema, name);
      const found = children.get(name);
      const read =
        found === undefined
          ? this.#text(attributes.get(name) ?? '', property)
          : found.length > 1 && property === undefined
            ? found.map((element) => this.element(element, undefined, place))
            : this.#member(found, { key: name, schema: property, view: this.#viewOf(property) }, place);
      if (read !== undefined) value[name] = read;
    }
  }

  #member(found: XmlElement[], member: Member, path: string): unknown {
    const [first] = found;
    if (first === undefined) return undefined;
    const { schema, view } = member;
    const { list, scalar, object } = this.#reader.kinds(schema);
    if (list && !view.xml.wrapped) {
      const items = this.#items(found, schema, path);
      return found.length === 1 && (scalar || object)
        ? this.#reader.best([this.element(first, schema, path), items], schema)
        : items;
    }
    if (found.length > 1) {
      this.#violation(path, 'once', { count: found.length });
      return undefined;
    }
    this.#checkNamespace(first, view, path);
    return list ? this.#wrapped(first, member, path) : this.element(first, schema, path);
  }

  /** A list in an element of its own. */
  #wrapped(element: XmlElement, { key, schema, view }: Member, path: string): unknown {
    const name = this.#viewOf(this.#reader.item(schema, 0)).xml.name ?? view.xml.name ?? key;
    if (element.isNil && element.children.length === 0) return null;
    if (element.children.some((child) => child.name !== name) || element.text.trim() !== '') {
      this.#violation(path, 'items-only', { name });
      return undefined;
    }
    const items = this.#items(element.children, schema, path);
    return items.length === 0 && this.#reader.kinds(schema).null ? this.#reader.best([items, null], schema) : items;
  }

  #items(found: XmlElement[], schema: unknown, path: string): unknown[] {
    return found.map((element, index) => {
      const item = this.#reader.item(schema, index);
      const view = this.#viewOf(item);
      const place = `${path}/${index}`;
      this.#checkNamespace(element, view, place);
      const { list, object } = this.#reader.kinds(item);
      return list && !object
        ? this.#wrapped(element, { key: element.name, schema: item, view }, place)
        : this.element(element, item, place);
    });
  }

  /** Space around a value counts only where the schema wants it. */
  #text(text: string, schema: unknown): unknown {
    const trimmed = text.trim();
    const exact = this.#reader.scalar(text, schema);
    return trimmed === text ? exact : this.#reader.best([exact, this.#reader.scalar(trimmed, schema)], schema);
  }

  /** The name of the element or attribute of a property; of each item where a list is not wrapped. */
  #nameOf({ key, schema, view }: Member): string {
    if (this.#reader.kinds(schema).list && !view.xml.wrapped)
      return this.#viewOf(this.#reader.item(schema, 0)).xml.name ?? key;
    return view.xml.name ?? key;
  }

  #isUnwrapped({ schema, view }: Member): boolean {
    return this.#reader.kinds(schema).list && !view.xml.wrapped;
  }

  #requires(schema: unknown, key: string): boolean {
    return this.#viewOf(schema).required.includes(key);
  }

  #checkNamespace(element: XmlElement, { xml }: SchemaView, path: string): void {
    if (xml.namespace !== null && element.namespace !== xml.namespace)
      this.#violation(path, 'namespace', { namespace: xml.namespace });
  }

  #viewOf(schema: unknown): SchemaView {
    const object = typeof schema === 'object' && schema !== null ? schema : NOTHING;
    const known = this.#views.get(object) ?? schemaView(object as Schema, this.#schemas);
    this.#views.set(object, known);
    return known;
  }

  /** @param name of the message */
  #violation(path: string, name: string, values: MessageValues = {}): void {
    if (this.violations.length < MAX_VIOLATIONS)
      this.violations.push({ in: 'body', path, message: violationText(name, values) });
  }
}

const NOTHING: Schema = {};
