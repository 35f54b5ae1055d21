import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Language } from '@dpi/specs/texts';

/** How texts and times of a world are written in one language. */
export interface Formats {
  locale: string;
  /** A text, or that of the language where there is one for each. */
  text(value: JsonValue | undefined): string;
  /** The time of a timestamp (RFC 3339); with its day where that is not today. */
  moment(timestamp: JsonValue | undefined): string;
  /** The time alone. */
  clock(timestamp: string): string;
  /** A day such as `2026-11-30`, or that of a timestamp; empty where there is none. */
  day(date: JsonValue | undefined): string;
}

/**
 * @param timeZone IANA name
 * @param now the time of the world's clock
 */
export function formatsOf({ id: locale, formats }: Language, timeZone: string, now: string): Formats {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(formats, { hourCycle: 'h23', timeZone, ...options });
    return (timestamp: string) => formatter.format(new Date(timestamp));
  };
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const thisYear = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const year = format({ year: 'numeric' });
  const full = format({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  return {
    locale,
    clock,
    text(value) {
      if (!isObject(value)) return value === null || value === undefined ? '' : String(value);
      return String(value[locale] ?? Object.values(value)[0] ?? '');
    },
    moment(timestamp) {
      if (typeof timestamp !== 'string') return '';
      if (day(timestamp) === day(now)) return clock(timestamp);
      return year(timestamp) === year(now) ? thisYear(timestamp) : full(timestamp);
    },
    day(date) {
      if (typeof date !== 'string') return '';
      // A day has no time zone: noon in any of them is on it.
      return date.length === 10 ? dayOf(date, formats) : day(date);
    },
  };
}

function dayOf(date: string, formats: string): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(formats, options).format(new Date(`${date}T12:00:00Z`));
}
