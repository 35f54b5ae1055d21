import { useMemo } from 'react';
import { useFormats } from '../shell/useFormats.ts';

export interface TimeText {
  /** Day and time to the minute. */
  moment(iso: string): string;
  /** Time to the second, in digits that line up with the codes beside it. */
  clock(iso: string): string;
  /** Hour of the day. */
  hour(iso: string): string;
}

/** Times in the reader's language and time zone. */
export function useTimeText(): TimeText {
  const formats = useFormats();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => {
      const formatter = new Intl.DateTimeFormat(formats, { hourCycle: 'h23', ...options });
      return (iso: string) => formatter.format(new Date(iso));
    };
    return {
      moment: format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
      clock: format({ numberingSystem: 'latn', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
      hour: format({ hour: '2-digit' }),
    };
  }, [formats]);
}

export interface WorldTime {
  /** Day with its year, and time to the second: the clock of a world may be set years forward. */
  full(iso: string): string;
  /** A length of time in its largest unit, such as 3 days. */
  duration(seconds: number): string;
}

/** Times of a world in the reader's language and time zone. */
export function useWorldTime(): WorldTime {
  const formats = useFormats();
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(formats, {
      hourCycle: 'h23',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    return {
      full: (iso) => date.format(new Date(iso)),
      duration(seconds) {
        const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
        const amount = Math.round((seconds / length) * 10) / 10;
        return new Intl.NumberFormat(formats, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
      },
    };
  }, [formats]);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
