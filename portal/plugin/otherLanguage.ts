/**
 * The language of a country in whose script a name or value is written, so that it is read aloud right.
 * @param locale of the page
 * @param locales of the country
 * @returns `undefined` where it is the page's own, or none of them
 */
export function otherLanguage(text: string, locale: string, locales: string[]): string | undefined {
  if (isIn(text, locale)) return undefined;
  return locales.find((other) => isIn(text, other));
}

function isIn(text: string, locale: string): boolean {
  const { script } = new Intl.Locale(locale).maximize();
  return new RegExp(`\\p{Script=${script}}`, 'u').test(text);
}
