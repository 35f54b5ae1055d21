/** The language of this page (BCP 47), for what the sandbox says to whoever reads it; empty where there is no page. */
export function pageLanguage(): string {
  return typeof document === 'undefined' ? '' : document.documentElement.lang;
}
