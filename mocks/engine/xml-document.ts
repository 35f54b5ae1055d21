import { positionAt } from '@dpi/specs/text-position';
import { SaxesParser } from 'saxes';
import { readText } from './json-body.ts';
import { malformed } from './refusal.ts';

/** An element of an XML document; names are without their prefixes. */
export interface XmlElement {
  name: string;
  /** URI of the namespace; `null` where it is in none. */
  namespace: string | null;
  /** Without declarations of namespaces, and without what XML and XML Schema say of every document. */
  attributes: Map<string, string>;
  /** `xsi:nil="true"` (XML Schema 1.1, section 2.7.2). */
  isNil: boolean;
  children: XmlElement[];
  /** Text and CDATA sections directly inside, joined. */
  text: string;
}

interface OpenElement extends XmlElement {
  /** URIs by prefix; the default one by an empty prefix. */
  namespaces: Map<string, string>;
}

const NOT_WELL_FORMED = 'The body is not well-formed XML.';
const MAX_DEPTH = 100;
const XML_SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/** What to do about an error of the parser. Its own words may quote the body, which may hold personal data. */
const ADVICE: [error: RegExp, advice: string][] = [
  [/^unclosed tag/, 'an element is not closed: add its end tag'],
  [
    /^(?:unmatched closing|unexpected close) tag/,
    'this end tag closes no open element: close elements in reverse order',
  ],
  [/^(?:undefined|empty) entity|^malformed character entity|entity/, 'write "&" as &amp;'],
  [/^text data outside of root/, 'no text may stand outside the root element'],
  [/^documents may contain only one root/, 'a document has one root element'],
  [/^document must contain a root/, 'there is no root element'],
  [/^duplicate attribute/, 'an attribute may stand only once in an element'],
  [/comment/, 'write comments as <!-- … -->, without "--" inside'],
  [/attribute/, 'write attributes as name="value", with white space between them'],
  [
    /XML declaration|version number|encoding value|standalone/,
    'write the XML declaration as <?xml version="1.0" encoding="UTF-8"?> at the very start, or leave it out',
  ],
  [/tag name|opening tag|closing tag/, 'write "<" in text as &lt;'],
  [/disallowed in char data/, 'write "]]>" in text as ]]&gt;'],
  [/^disallowed character/, 'write "<" in values as &lt;, and leave control characters out'],
  [/^unexpected end/, 'it ends too early'],
];

/**
 * Reads an XML document (XML 1.0; Namespaces in XML 1.0). Throws a {@link Refusal} that says where reading stopped; for a
 * document type declaration, too, so that no entity is ever expanded, and for elements nested too deep.
 */
export function readXml(body: Buffer): XmlElement {
  const text = readText(body);
  const parser = new SaxesParser({ position: true });
  const stop = (reason: string) =>
    malformed(`${NOT_WELL_FORMED} Line ${parser.line}, column ${parser.column}: ${reason}.`);
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  parser.on('error', ({ message }) => {
    const ampersand = strayAmpersand(text);
    if (ampersand !== null && ampersand < parser.position)
      throw malformed(`${NOT_WELL_FORMED} ${placeIn(text, ampersand)}: write "&" as &amp;.`);
    const own = message.replace(/^(?:\d+:\d+|undefined:\d+:\d+): /, '');
    throw stop(ADVICE.find(([error]) => error.test(own))?.[1] ?? 'correct the syntax here');
  });
  parser.on('doctype', () => {
    throw malformed('The body has a document type declaration (<!DOCTYPE …>). Leave it out: entities are not read.');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(?:utf-8|us-ascii)$/i.test(encoding))
      throw malformed('The XML declaration names another encoding than UTF-8. Send the body in UTF-8.');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    const element = elementOf(name, attributes as Record<string, string>, parent?.namespaces ?? new Map());
    if (open.length === MAX_DEPTH)
      throw malformed(`The elements of the body are nested more than ${MAX_DEPTH} levels deep.`);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const addText = (part: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  if (root === null) throw stop('there is no root element');
  return root;
}

function elementOf(name: string, written: Record<string, string>, outer: Map<string, string>): OpenElement {
  let namespaces = outer;
  for (const [attribute, value] of Object.entries(written)) {
    const { prefix, local } = splitName(attribute);
    if (prefix !== 'xmlns' && attribute !== 'xmlns') continue;
    if (namespaces === outer) namespaces = new Map(outer);
    namespaces.set(prefix === 'xmlns' ? local : '', value);
  }
  const attributes = new Map<string, string>();
  let isNil = false;
  for (const [attribute, value] of Object.entries(written)) {
    const { prefix, local } = splitName(attribute);
    if (prefix === 'xmlns' || attribute === 'xmlns' || prefix === 'xml') continue;
    if (prefix !== '' && namespaces.get(prefix) === XML_SCHEMA_INSTANCE)
      isNil ||= local === 'nil' && /^\s*(?:true|1)\s*$/.test(value);
    else attributes.set(local, value);
  }
  const { prefix, local } = splitName(name);
  const namespace = namespaces.get(prefix) || null;
  return { name: local, namespace, attributes, isNil, children: [], text: '', namespaces };
}

function splitName(name: string): { prefix: string; local: string } {
  const colon = name.indexOf(':');
  return colon === -1 ? { prefix: '', local: name } : { prefix: name.slice(0, colon), local: name.slice(colon + 1) };
}

/** What may hold "&" as it is, by its beginning and its end. */
const LITERALS: [start: string, end: string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];
const REFERENCE = /&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-zA-Z]{1,20});/y;

/** The first "&" that begins no reference; the parser finds it only where the reference would end. */
function strayAmpersand(text: string): number | null {
  const signs = /[<&]/g;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    const { index } = sign;
    if (text[index] === '&') {
      REFERENCE.lastIndex = index;
      if (!REFERENCE.test(text)) return index;
      continue;
    }
    const literal = LITERALS.find(([start]) => text.startsWith(start, index));
    if (literal === undefined) continue;
    const end = text.indexOf(literal[1], index);
    if (end === -1) return null;
    signs.lastIndex = end;
  }
  return null;
}

function placeIn(text: string, index: number): string {
  const { line, column } = positionAt(text, index);
  return `Line ${line}, column ${column}`;
}
