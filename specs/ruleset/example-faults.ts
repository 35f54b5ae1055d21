import type { Fault } from './fault.ts';
import type { Values } from './rule.ts';
import { nameIn } from './schema-name.ts';

/** How Redocly says that an example does not fit, by the name of our message. The first group is what stands for `{expected}`. */
const REASONS: [string, RegExp][] = [
  ['type', /type must be (.+)$/],
  ['lacks', /must have required property '(.+)'$/],
  ['extra', /must NOT have (?:additional|unevaluated) properties `(.+)`$/],
  ['list', /must be equal to one of the allowed values (.+)$/],
  ['pattern', /must match pattern "(.+)"$/s],
  ['format', /must match format "(.+)"$/],
  ['long', /must NOT have more than (\d+) characters$/],
  ['short', /must NOT have fewer than (\d+) characters$/],
  ['many', /must NOT have more than (\d+) items$/],
  ['few', /must NOT have fewer than (\d+) items$/],
  ['bound', /must be ([<>]=? .+)$/],
  ['alternatives', /must match (?:exactly one schema in oneOf|a schema in anyOf)()$/],
];

const EXAMPLE = /\/(?:examples\/([^/]+)\/(?:value|dataValue)|examples\/\d+|example)(?=\/|$)/;

/** A whole example of a body, and its media type. */
const BODY = /\/content\/([^/]+)\/(?:example|examples\/[^/]+\/(?:value|dataValue))$/;

/** The example of XML or CSV is the text that is sent, whatever the schema says that it stands for. */
function isTextOfItsFormat({ pointer, text }: Fault): boolean {
  const type = BODY.exec(pointer)?.[1];
  return type !== undefined && !/json|form/.test(type) && /: type must be /.test(text);
}

/** Faults of examples in words of ours, one for each place of an example; other faults as they are. */
export function readableExampleFaults(faults: Fault[]): Fault[] {
  const meant = faults.filter((fault) => fault.rule !== 'example-valid' || !isTextOfItsFormat(fault));
  const readable = meant.map((fault) => (fault.rule === 'example-valid' ? inOurWords(fault) : fault));
  const seen = new Set<string>();
  return readable.filter((fault) => {
    if (fault.rule !== 'example-valid') return true;
    if (isNoise(fault, readable)) return false;
    const key = `${fault.file} ${fault.message === 'lacks' ? JSON.stringify(fault.values) : ''} ${fault.pointer}`;
    return !seen.has(key) && seen.add(key);
  });
}

function inOurWords(fault: Fault): Fault {
  const reason = fault.text.replace(/^[^:]*: /, '').replace(/\.$/, '');
  if (!fault.text.includes('conform')) return worded(fault, 'unchecked', { reason });
  const place = placeOf(fault);
  for (const [message, pattern] of REASONS) {
    const expected = pattern.exec(reason)?.[1];
    if (expected === undefined) continue;
    // Redocly adds the property that is too much to the place.
    const at = message === 'extra' ? place.slice(0, place.lastIndexOf('/')) : place;
    return worded(fault, message, { place: at, expected });
  }
  return worded(fault, 'other', { place, reason });
}

function worded(fault: Fault, message: string, values: Values): Fault {
  return { ...fault, message, values, text: '' };
}

/** The example and the path in it, such as `rahima-match/name/en`; one without a name has that of what it shows. */
function placeOf({ pointer, parameter }: Fault): string {
  const match = EXAMPLE.exec(pointer);
  const owner = nameIn(match === null ? pointer : pointer.slice(0, match.index));
  const called = owner === 'parameters' ? (parameter ?? owner) : owner;
  if (match === null) return called;
  const path = pointer.slice(match.index + match[0].length);
  const name = match[1] ?? called;
  return `${name}${path}`.replaceAll('~1', '/').replaceAll('~0', '~');
}

/**
 * Of a value that fits none of its alternatives every alternative complains. Where one of them is `null` the others say what
 * is wrong; else nobody knows which was meant.
 */
function isNoise(fault: Fault, faults: Fault[]): boolean {
  const isAt = ({ file, pointer }: Fault) =>
    file === fault.file && (fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
  const undecided = faults.filter((other) => other.message === 'alternatives' && isAt(other));
  return undecided.some(({ file, pointer }) => {
    const isOptional = faults.some((other) => other.file === file && other.pointer === pointer && isNull(other));
    return isOptional ? isNull(fault) || fault.message === 'alternatives' : fault.message !== 'alternatives';
  });
}

function isNull({ message, values }: Fault): boolean {
  return message === 'type' && values.expected === 'null';
}
