import useDocusaurusContext from '@docusaurus/useDocusaurusContext';

/** Writes numbers in the digits of the page's language. Not for code, where digits are ASCII. */
export function useNumber(): (value: number) => string {
  const { currentLocale } = useDocusaurusContext().i18n;
  return (value) => value.toLocaleString(currentLocale);
}
