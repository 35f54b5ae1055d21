import { isObject, type JsonValue } from '../json/value.ts';

/** When examples are true, and the clock that tells its day. */
export interface ExampleTime {
  /** RFC 3339. */
  at: string;
  timeZone: string;
}

const DAY = 86_400_000;
/** A date that is further away from the moment of the examples is of something that does not move with it. */
const NEAR = 400 * DAY;
/** Nobody is born again: births have their dates in the register. */
const FIXED = /birth/i;
/** A date or a timestamp of RFC 3339. */
const DATE = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}.*)?$/;

/** How long the examples have been true: by so much their dates are moved. */
export interface ExampleAge {
  /** In milliseconds since 1970. */
  at: number;
  days: number;
}

/** Examples as they are written. */
export const AS_WRITTEN: ExampleAge = { at: 0, days: 0 };

/** @param time `null` where the sandbox answers with examples, to requests as they are written */
export function exampleAge(time: ExampleTime | null, now: Date): ExampleAge {
  if (time === null) return AS_WRITTEN;
  const at = Date.parse(time.at);
  // Swedish dates are written as in RFC 3339.
  const day = new Intl.DateTimeFormat('sv', { timeZone: time.timeZone, dateStyle: 'short' });
  return { at, days: Math.round((Date.parse(day.format(now)) - Date.parse(day.format(at))) / DAY) };
}

/**
 * A value of an example with dates as far from today as they were from the moment of the examples: what was to come then
 * would have passed by now, and the sandbox would refuse it.
 * @param name of the member or parameter whose value it is
 */
export function withCurrentDates(value: JsonValue, age: ExampleAge, name = ''): JsonValue {
  if (age.days === 0) return value;
  if (typeof value === 'string') return FIXED.test(name) ? value : movedDate(value, age);
  if (Array.isArray(value)) return value.map((item) => withCurrentDates(item, age, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, item]) => [
      member,
      item === undefined ? item : withCurrentDates(item, age, member),
    ]),
  );
}

function movedDate(text: string, { at, days }: ExampleAge): string {
  const [, day, time = ''] = DATE.exec(text) ?? [];
  const date = day === undefined ? Number.NaN : Date.parse(day);
  if (Number.isNaN(date) || Math.abs(date - at) > NEAR) return text;
  return new Date(date + days * DAY).toISOString().slice(0, 10) + time;
}
