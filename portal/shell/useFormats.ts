import useDocusaurusContext from '@docusaurus/useDocusaurusContext';

/** How days and numbers are written in the language of the page: BCP 47, for `Intl`. */
export function useFormats(): string {
  const { i18n, siteConfig } = useDocusaurusContext();
  const formats = siteConfig.customFields?.formats as Record<string, string> | undefined;
  return formats?.[i18n.currentLocale] ?? i18n.currentLocale;
}
