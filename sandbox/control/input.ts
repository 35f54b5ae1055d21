import { isObject, type JsonObject } from '@dpi/specs/json-value';
import { invalidRequest, ProblemError, type Violation } from '@dpi/specs/problem';
import type { Message, MessageValues } from '@dpi/specs/texts';

/** Reads one field; says what is wrong with it by `tell`. */
type Reader<T> = (value: unknown, tell: (message: Message) => void) => T;

type Values<Readers> = { [Name in keyof Readers]: Readers[Name] extends Reader<infer T> ? T : never };

/**
 * Reads the fields of a JSON body. Fields that no reader is named for are passed over.
 * @throws a refusal that names every wrong field
 */
export function readBody<Readers extends Record<string, Reader<unknown>>>(
  body: unknown,
  readers: Readers,
): Values<Readers> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    if (body === undefined) throw new ProblemError('request-malformed', { id: 'control.body.none' });
    throw invalidRequest([{ in: 'body', path: '', message: violationText('object') }]);
  }
  return readAll(
    'body',
    (name) => (Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined),
    readers,
  );
}

/** Reads query parameters, each of which may stand there once. */
export function readQuery<Readers extends Record<string, Reader<unknown>>>(
  query: unknown,
  readers: Readers,
): Values<Readers> {
  return readAll('query', (name) => (query as Record<string, unknown>)[name], readers);
}

function readAll<Readers extends Record<string, Reader<unknown>>>(
  where: Violation['in'],
  fieldOf: (name: string) => unknown,
  readers: Readers,
): Values<Readers> {
  const violations: Violation[] = [];
  const values = Object.entries(readers).map(([name, read]) => {
    const path = where === 'body' ? `/${name}` : name;
    return [name, read(fieldOf(name), (message) => violations.push({ in: where, path, message }))];
  });
  if (violations.length > 0) throw invalidRequest(violations);
  return Object.fromEntries(values);
}

/** What can be wrong with any field. */
function violationText(name: string, values: MessageValues = {}): Message {
  return { id: `requests.violation.${name}`, values };
}

const REQUIRED = violationText('required');

/** The limits are what a program sends: they keep the digits of code. */
function inRange(min: number, max: number): Message {
  return violationText('range', { minimum: String(min), maximum: String(max) });
}

/** A text without spaces around it, its length counted in letters as people see code points. */
export function text({ min, max }: { min: number; max: number }): Reader<string> {
  return (value, tell) => {
    const read = typeof value === 'string' ? value.normalize('NFC').replace(/\s+/g, ' ').trim() : '';
    if (value === undefined) tell(REQUIRED);
    else if (typeof value !== 'string') tell(violationText('text'));
    else if ([...read].length < min || [...read].length > max)
      tell(violationText('length', { minimum: min, maximum: max }));
    else if (UNPRINTABLE.test(read)) tell(violationText('unprintable'));
    return read;
  };
}

/** Controls, half characters, invisible marks that reorder text; the joiners that Bangla needs are allowed. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/u;

/** A text that must have a pattern; the message says which. */
export function matching(pattern: RegExp, wrong: Message): Reader<string> {
  return (value, tell) => {
    if (value === undefined) tell(REQUIRED);
    else if (typeof value !== 'string' || !pattern.test(value)) tell(wrong);
    return String(value);
  };
}

export function integer({ min, max }: { min: number; max: number }): Reader<number> {
  return (value, tell) => {
    if (value === undefined) tell(REQUIRED);
    else if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
      tell(inRange(min, max));
    }
    return Number(value);
  };
}

export function oneOf<const Choices extends readonly (string | number)[]>(choices: Choices): Reader<Choices[number]> {
  return (value, tell) => {
    const chosen = choices.find((choice) => choice === value);
    if (value === undefined) tell(REQUIRED);
    else if (chosen === undefined) tell(violationText('one-of', { values: choices.join(', ') }));
    return (chosen ?? choices[0]) as Choices[number];
  };
}

/** A time with time zone, as ISO 8601 in UTC. */
export function time(): Reader<string> {
  return (value, tell) => {
    const given = typeof value === 'string' && ISO_TIME.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(given)) {
      tell(violationText('time', { example: '2026-11-24T18:00:00+06:00' }));
      return '';
    }
    if (given > LAST_TIME) tell(violationText('year'));
    return new Date(given).toISOString();
  };
}

/** A day on which somebody was born: up to a given one, and at most 120 years before. Both as `2026-11-24`. */
export function birthDate(today: string): Reader<string> {
  return (value, tell) => {
    const day = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '';
    const time = Date.parse(`${day}T00:00:00Z`);
    const first = `${Number(today.slice(0, 4)) - 120}${today.slice(4)}`;
    if (value === undefined) tell(REQUIRED);
    else if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day || day > today || day < first)
      tell(violationText('birth-date', { first, last: today }));
    return day;
  };
}

/** A time that is still to come. */
export function futureTime(): Reader<string> {
  const read = time();
  return (value, tell) => {
    const given = read(value, tell);
    if (given !== '' && Date.parse(given) <= Date.now()) tell(violationText('future'));
    return given;
  };
}

/** An object with any members. */
export function jsonObject(): Reader<JsonObject> {
  return (value, tell) => {
    if (isObject(value)) return value as JsonObject;
    tell(value === undefined ? REQUIRED : violationText('object'));
    return {};
  };
}

/** ISO 8601 has four digits for a year unless both sides agree on more. */
const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

/** A field that may be left out. */
export function optional<T, Otherwise>(read: Reader<T>, otherwise: Otherwise): Reader<T | Otherwise> {
  return (value, tell) => (value === undefined ? otherwise : read(value, tell));
}

/** A field that may be `null` or left out. */
export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, tell) => (value === undefined || value === null ? null : read(value, tell));
}

/** A whole number written in a query. */
export function integerText({ min, max }: { min: number; max: number }): Reader<number> {
  return (value, tell) => {
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) tell(inRange(min, max));
    return number;
  };
}

export function flag(): Reader<boolean> {
  return (value, tell) => {
    if (value === undefined) tell(REQUIRED);
    else if (typeof value !== 'boolean') tell(violationText('flag'));
    return value === true;
  };
}

/** A list whose items are all of one form. */
export function listOf<T>(read: Reader<T>, { min, max }: { min: number; max: number }): Reader<T[]> {
  return (value, tell) => {
    const items: unknown[] = Array.isArray(value) ? value : [];
    if (value === undefined) tell(REQUIRED);
    else if (!Array.isArray(value)) tell(violationText('list'));
    else if (items.length < min || items.length > max) tell(violationText('items', { minimum: min, maximum: max }));
    return items.slice(0, max).map((item) => read(item, tell));
  };
}
