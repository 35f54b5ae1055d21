/** Times of a country's clock. Instants are `Date`, days are texts such as `2026-11-23`. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'longOffset',
    });
    formats.set(zone, format);
  }
  return format;
}

/** How far a zone is from UTC at some time: `+06:00`, and the same in milliseconds. */
interface Offset {
  text: string;
  milliseconds: number;
}

/** Offsets change on the hour or half hour at the most often: one serves a quarter of an hour. By zone and quarter. */
const QUARTER = 900_000;
const offsets = new Map<string, Map<number, Offset>>();
const MAX_OFFSETS = 10_000;

function offsetAt(instant: number, zone: string): Offset {
  let known = offsets.get(zone);
  if (known === undefined) {
    known = new Map();
    offsets.set(zone, known);
  }
  const quarter = Math.floor(instant / QUARTER);
  let offset = known.get(quarter);
  if (offset === undefined) {
    if (known.size >= MAX_OFFSETS) known.clear();
    offset = readOffset(instant, zone);
    known.set(quarter, offset);
  }
  return offset;
}

function readOffset(instant: number, zone: string): Offset {
  const part = formatOf(zone)
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName');
  const text = part?.value.replace(/^GMT$/, '+00:00').replace(/^GMT/, '') ?? '+00:00';
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  return { text, milliseconds: (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000 };
}

/** RFC 3339 in the zone, to the second: `2026-11-23T10:16:02+06:00`. */
export function localTimestamp(instant: Date, zone: string): string {
  const at = instant.getTime();
  const { text, milliseconds } = offsetAt(at, zone);
  return `${new Date(at + milliseconds).toISOString().slice(0, 19)}${text}`;
}

const DAY = 86_400_000;
/** Days as text, by their number since 1970: behaviours ask for the day of each object that they look at. */
const days = new Map<number, string>();
const MAX_DAY_TEXTS = 10_000;

/** The day of an instant in the zone: `2026-11-23`. */
export function localDay(instant: Date, zone: string): string {
  const at = instant.getTime();
  const number = Math.floor((at + offsetAt(at, zone).milliseconds) / DAY);
  let text = days.get(number);
  if (text === undefined) {
    if (days.size >= MAX_DAY_TEXTS) days.clear();
    text = new Date(number * DAY).toISOString().slice(0, 10);
    days.set(number, text);
  }
  return text;
}

/**
 * The instant of a time of day in the zone.
 * @param day such as `2026-11-23`
 * @param time such as `10:16` or `10:16:02`
 */
export function instantOf(day: string, time: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  const guess = asUtc - offsetAt(asUtc, zone).milliseconds;
  // Where the offset changes between the two, that of the instant itself counts.
  return new Date(asUtc - offsetAt(guess, zone).milliseconds);
}

/** The day some days after another; before it for a negative number. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The same day of a later month, or the last day of one that has no such day. */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Days on which offices are closed. */
export interface WorkingWeek {
  /** Days of the week, 0 for Sunday. */
  weekend: readonly number[];
  /** Such as `2026-12-16`. */
  holidays: ReadonlySet<string>;
}

/** The day after so many working days; that day itself is one. */
export function plusWorkingDays(day: string, days: number, week: WorkingWeek): string {
  let left = days;
  let current = day;
  while (left > 0) {
    current = plusDays(current, 1);
    if (isWorkingDay(current, week)) left -= 1;
  }
  return current;
}

/** Longest time that is counted day by day; what is older counts as much. */
const MAX_DAYS = 3660;

/** How many working days there are after a day, up to another; none where that is before it. */
export function workingDaysBetween(from: string, to: string, week: WorkingWeek): number {
  let count = 0;
  let current = from;
  for (let passed = 0; current < to && passed < MAX_DAYS; passed += 1) {
    current = plusDays(current, 1);
    if (isWorkingDay(current, week)) count += 1;
  }
  return count;
}

function isWorkingDay(day: string, { weekend, holidays }: WorkingWeek): boolean {
  return !weekend.includes(new Date(`${day}T00:00:00Z`).getUTCDay()) && !holidays.has(day);
}
