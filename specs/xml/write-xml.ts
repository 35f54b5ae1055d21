import { escapeMarkup } from '../base/escape-markup.ts';
import type { MediaType, Schema, Service } from '../catalogue/model.ts';
import { ExactNumber } from '../numbers/index.ts';
import { type SchemaView, schemaView } from './xml-schema.ts';

const NAME = /^[\p{L}_][\p{L}\p{M}\p{N}._-]*$/u;

/** Name of the root where the spec gives it none. */
const ROOT = 'root';

/**
 * Writes a JSON value as XML, as the XML Objects of its schema say: names, attributes, wrapped lists, namespaces. A list that
 * is not wrapped repeats its element.
 */
export function toXml(value: unknown, schema: Schema | null, schemas: Service['schemas']): string {
  const view = schemaView(schema ?? {}, schemas);
  const name = view.xml.name ?? view.name ?? ROOT;
  // A document has one root.
  const isWrapped = Array.isArray(value);
  return element(value, isWrapped ? { ...view, xml: { ...view.xml, wrapped: true } } : view, name);
}

/** The text of an XML body: a text is the document itself. */
export function bodyAsXml(value: unknown, { schema }: Pick<MediaType, 'schema'>, schemas: Service['schemas']): string {
  return typeof value === 'string' ? value : toXml(value, schema, schemas);
}

/** @param name of the property that the value is of */
function element(value: unknown, view: SchemaView, name: string): string {
  const { xml } = view;
  if (Array.isArray(value)) {
    const item = view.items();
    const itemName = item.xml.name ?? (xml.wrapped ? (xml.name ?? name) : name);
    const items = value.map((entry) => element(entry, { ...item, xml: { ...item.xml, name: itemName } }, itemName));
    return xml.wrapped ? tag(xml, xml.name ?? name, [], items.join('')) : items.join('');
  }
  const own = xml.name ?? name;
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber)
    return tag(xml, own, [], escaped(value));
  const attributes: string[] = [];
  const children: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const memberView = view.property(key);
    if (memberView.xml.attribute && (typeof member !== 'object' || member === null || member instanceof ExactNumber)) {
      const { prefix, namespace } = memberView.xml;
      if (prefix !== null && namespace !== null) attributes.push(` xmlns:${prefix}="${escaped(namespace)}"`);
      const attribute = qualified(prefix, memberView.xml.name ?? key);
      if (attribute !== null) attributes.push(` ${attribute}="${escaped(member)}"`);
    } else children.push(element(member, memberView, key));
  }
  return tag(xml, own, attributes, children.join(''));
}

/** Empty where the name is none that XML has. */
function tag({ prefix, namespace }: SchemaView['xml'], name: string, attributes: string[], content: string): string {
  const tagName = qualified(prefix, name);
  if (tagName === null) return '';
  const declaration = namespace === null ? '' : ` xmlns${prefix === null ? '' : `:${prefix}`}="${escaped(namespace)}"`;
  const opening = [...new Set([declaration, ...attributes])].join('');
  return `<${tagName}${opening}>${content}</${tagName}>`;
}

function qualified(prefix: string | null, name: string): string | null {
  if (!NAME.test(name) || (prefix !== null && !NAME.test(prefix))) return null;
  return prefix === null ? name : `${prefix}:${name}`;
}

function escaped(value: unknown): string {
  return escapeMarkup(String(value ?? ''));
}
