import { positionAt } from '@dpi/specs/text-position';
import { SaxesParser } from 'saxes';
import { readText } from './json-body.ts';
import { malformed } from './messages.ts';

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

const MAX_DEPTH = 100;
const XML_SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/** Name of the message that says what to do about an error of the parser. Its own words may quote the body, which may hold personal data. */
const ADVICE: [error: RegExp, advice: string][] = [
  [/^unclosed tag/, 'not-closed'],
  [/^(?:unmatched closing|unexpected close) tag/, 'not-open'],
  [/^(?:undefined|empty) entity|^malformed character entity|entity/, 'ampersand'],
  [/^text data outside of root/, 'outside-root'],
  [/^documents may contain only one root/, 'many-roots'],
  [/^document must contain a root/, 'no-root'],
  [/^duplicate attribute/, 'attribute-twice'],
  [/comment/, 'comment'],
  [/attribute/, 'attribute'],
  [/XML declaration|version number|encoding value|standalone/, 'declaration'],
  [/tag name|opening tag|closing tag/, 'less-than'],
  [/disallowed in char data/, 'cdata-end'],
  [/^disallowed character/, 'character'],
  [/^unexpected end/, 'ends-early'],
];

/**
 * Reads an XML document (XML 1.0; Namespaces in XML 1.0). Throws a `ProblemError` that says where reading stopped; for a
 * document type declaration, too, so that no entity is ever expanded, and for elements nested too deep.
 */
export function readXml(body: Buffer): XmlElement {
  const text = readText(body);
  const parser = new SaxesParser({ position: true });
  const stop = (reason: string, { line, column }: { line: number; column: number } = parser) =>
    malformed('xml-at', { line, column, reason: { id: `requests.xml.${reason}` } });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  parser.on('error', ({ message }) => {
    const ampersand = strayAmpersand(text);
    if (ampersand !== null && ampersand < parser.position) throw stop('ampersand', positionAt(text, ampersand));
    const own = message.replace(/^(?:\d+:\d+|undefined:\d+:\d+): /, '');
    throw stop(ADVICE.find(([error]) => error.test(own))?.[1] ?? 'syntax');
  });
  parser.on('doctype', () => {
    throw malformed('doctype');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(?:utf-8|us-ascii)$/i.test(encoding)) throw malformed('xml-encoding');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    const element = elementOf(name, attributes as Record<string, string>, parent?.namespaces ?? new Map());
    if (open.length === MAX_DEPTH) throw malformed('xml-depth', { limit: MAX_DEPTH });
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
  if (root === null) throw stop('no-root');
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
