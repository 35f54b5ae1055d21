import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useMemo } from 'react';

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
  const { i18n } = useDocusaurusContext();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => {
      const formatter = new Intl.DateTimeFormat(i18n.currentLocale, { hourCycle: 'h23', ...options });
      return (iso: string) => formatter.format(new Date(iso));
    };
    return {
      moment: format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
      clock: format({ numberingSystem: 'latn', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
      hour: format({ hour: '2-digit' }),
    };
  }, [i18n.currentLocale]);
}
