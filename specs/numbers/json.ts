import { endOfString } from '../json/end-of-string.ts';
import { ExactNumber } from './exact-number.ts';

/** What a number must have that a double cannot hold: 16 digits, or an exponent of three. */
const MAY_BE_LONG = /\d[\d.]{15}|[eE][+-]?\d{3}/;
/** Such a number in its place, behind what stands before a value in an object or a list. In strings there is hardly any. */
const LONG_VALUE = /[:,[\s]-?\d(?:[\d.]{15}|[\d.]*[eE][+-]?\d{3})/;
/** Characters of the longest text that it takes to see that a value is one of them. */
const LONGEST = 32;
/**
 * Characters that are searched at once: where a search has backtracked a lot, V8 goes over to an engine that is a hundred times
 * slower on such texts.
 */
const PART = 8192;
const BEGINS_AS_CONTAINER = /^[{[]/;
/** Characters of the shortest of them, such as `1e400`. */
const SHORTEST = 5;

/** Strings with what follows a name, and numbers. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d[\d.eE+-]*/g;

/** Begins a string that stands for a number, or for a string that begins with the mark. */
const MARK = '#';
const BEGINS_WITH_MARK = /^"(?:#|\\u0023)/;

/**
 * `JSON.parse` that keeps every digit: a number that a double cannot hold is an {@link ExactNumber}. As fast as
 * `JSON.parse` where there is none and no string looks like one. Throws a SyntaxError where the text is not JSON.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!mayHoldLongNumber(text)) return value;
  let hasExact = false;
  const marked = text.replace(TOKEN, (token, colon: string | undefined) => {
    if (token.startsWith('"')) {
      return colon === undefined && BEGINS_WITH_MARK.test(token) ? `"${MARK}s${token.slice(1)}` : token;
    }
    const number = ExactNumber.read(token);
    if (typeof number === 'number') return token;
    hasExact = true;
    return `"${MARK}n${number.text}"`;
  });
  return hasExact ? JSON.parse(marked, unmark) : value;
}

/** Whether a JSON text has a number that a double may not hold. What is in strings, such as a UUID, is none. */
export function mayHoldLongNumber(text: string): boolean {
  if (BEGINS_AS_CONTAINER.test(text) && !holdsLongValue(text)) return false;
  for (let start = 0; ; ) {
    const quote = text.indexOf('"', start);
    const end = quote === -1 ? text.length : quote;
    if (end - start >= SHORTEST && MAY_BE_LONG.test(text.slice(start, end))) return true;
    if (quote === -1) return false;
    start = endOfString(text, quote);
  }
}

function holdsLongValue(text: string): boolean {
  for (let start = 0; start < text.length; start += PART)
    if (LONG_VALUE.test(text.slice(start, start + PART + LONGEST))) return true;
  return false;
}

function unmark(_name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith(MARK)) return value;
  return value.startsWith(`${MARK}n`) ? ExactNumber.read(value.slice(2)) : value.slice(2);
}

const canWriteExact = 'rawJSON' in JSON;

/** `JSON.stringify` that keeps every digit in any browser. Servers use `JSON.stringify`, which does the same there. */
export function stringifyJson(value: unknown, space?: number): string {
  return canWriteExact ? JSON.stringify(value, null, space) : stringifyMarked(value, space);
}

/** {@link stringifyJson} for engines that have no `JSON.rawJSON`. */
export function stringifyMarked(value: unknown, space?: number): string {
  const marked = JSON.stringify(value, mark, space);
  return marked.replace(TOKEN, (token, colon: string | undefined) => {
    if (colon !== undefined || !token.startsWith(`"${MARK}`)) return token;
    return token.startsWith(`"${MARK}n`) ? token.slice(3, -1) : `"${token.slice(3)}`;
  });
}

function mark(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const original = this[name];
  if (original instanceof ExactNumber) return `${MARK}n${original.text}`;
  return typeof value === 'string' && value.startsWith(MARK) ? `${MARK}s${value}` : value;
}
