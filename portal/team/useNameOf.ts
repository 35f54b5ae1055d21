import useDocusaurusContext from '@docusaurus/useDocusaurusContext';

/** The name in the language of the page, else in the first there is. */
export function useNameOf(): (of: { name: Record<string, string> }) => string {
  const { i18n } = useDocusaurusContext();
  return ({ name }) => name[i18n.currentLocale] ?? Object.values(name)[0] ?? '';
}
