import { type InputFault, invalid, Refusal } from './refusal.ts';

/** Reads one field; says what is wrong with it by `fault`. */
type Reader<T> = (value: unknown, fault: (message: string) => void) => T;

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
    if (body === undefined) throw new Refusal('request-malformed', 'The request has no body. Send a JSON object.');
    throw invalid([{ in: 'body', path: '', message: 'must be a JSON object' }]);
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
  where: InputFault['in'],
  fieldOf: (name: string) => unknown,
  readers: Readers,
): Values<Readers> {
  const faults: InputFault[] = [];
  const values = Object.entries(readers).map(([name, read]) => {
    const path = where === 'body' ? `/${name}` : name;
    return [name, read(fieldOf(name), (message) => faults.push({ in: where, path, message }))];
  });
  if (faults.length > 0) throw invalid(faults);
  return Object.fromEntries(values);
}

/** A text without spaces around it, its length counted in letters as people see code points. */
export function text({ min, max }: { min: number; max: number }): Reader<string> {
  return (value, fault) => {
    const read = typeof value === 'string' ? value.normalize('NFC').replace(/\s+/g, ' ').trim() : '';
    if (value === undefined) fault('is required');
    else if (typeof value !== 'string') fault('must be a text');
    else if ([...read].length < min || [...read].length > max) fault(`must have ${min} to ${max} letters`);
    else if (UNPRINTABLE.test(read)) fault('has a letter that cannot be shown, such as a control character');
    return read;
  };
}

/** Controls, half characters, invisible marks that reorder text; the joiners that Bangla needs are allowed. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/u;

/** A text that must have a pattern; `like` says which. */
export function matching(pattern: RegExp, like: string): Reader<string> {
  return (value, fault) => {
    if (value === undefined) fault('is required');
    else if (typeof value !== 'string' || !pattern.test(value)) fault(`must be ${like}`);
    return String(value);
  };
}

export function integer({ min, max }: { min: number; max: number }): Reader<number> {
  return (value, fault) => {
    if (value === undefined) fault('is required');
    else if (!Number.isInteger(value) || Number(value) < min || Number(value) > max) {
      fault(`must be a whole number from ${min} to ${max}`);
    }
    return Number(value);
  };
}

export function oneOf<const Choices extends readonly string[]>(choices: Choices): Reader<Choices[number]> {
  return (value, fault) => {
    if (value === undefined) fault('is required');
    else if (!choices.includes(String(value)) || typeof value !== 'string')
      fault(`must be one of ${choices.join(', ')}`);
    return String(value);
  };
}

/** A time with time zone that is still to come, as ISO 8601 in UTC. */
export function futureTime(): Reader<string> {
  return (value, fault) => {
    const time = typeof value === 'string' && ISO_TIME.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) {
      fault('must be a time with time zone, such as 2026-11-24T18:00:00+06:00');
      return '';
    }
    if (time <= Date.now()) fault('must be in the future');
    else if (time > LAST_TIME) fault('must be before the year 10000');
    return new Date(time).toISOString();
  };
}

/** ISO 8601 has four digits for a year unless both sides agree on more. */
const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

/** A field that may be left out. */
export function optional<T, Otherwise>(read: Reader<T>, otherwise: Otherwise): Reader<T | Otherwise> {
  return (value, fault) => (value === undefined ? otherwise : read(value, fault));
}

/** A field that may be `null` or left out. */
export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, fault) => (value === undefined || value === null ? null : read(value, fault));
}

/** A whole number written in a query. */
export function integerText({ min, max }: { min: number; max: number }): Reader<number> {
  return (value, fault) => {
    const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) fault(`must be a whole number from ${min} to ${max}`);
    return number;
  };
}
