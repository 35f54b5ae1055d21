import useDocusaurusContext from '@docusaurus/useDocusaurusContext';

/** Writes a day such as `2027-06-30` as people of the page's language do. */
export function useDay(): (day: string) => string {
  const { currentLocale } = useDocusaurusContext().i18n;
  // "en" alone is American, which begins with the month.
  const locale = currentLocale === 'en' ? 'en-GB' : currentLocale;
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
