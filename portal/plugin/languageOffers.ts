import { PLATFORM_MESSAGES } from '@dpi/specs/texts';
import { readUiTranslations } from './uiTranslations.ts';

/** How a language offers itself to readers of another one, in its own words. */
export interface LanguageOffer {
  locale: string;
  read: string;
  dismiss: string;
}

/** The texts of an offer in English, by their ids in the translations. */
export const ENGLISH_OFFER = { 'theme.offer': 'Read this site in English', 'theme.offerDismiss': 'No, thank you' };

/**
 * Offers of all languages but the page's own; of those whose translations have no text for it, none.
 * @param folder of the translations
 */
export function languageOffers(
  folder: string,
  { locales, currentLocale }: { locales: string[]; currentLocale: string },
): LanguageOffer[] {
  return locales.flatMap((locale) => {
    const translated = readUiTranslations(folder, locale);
    const texts = locale === PLATFORM_MESSAGES.locale ? { ...ENGLISH_OFFER, ...translated } : translated;
    const { 'theme.offer': read, 'theme.offerDismiss': dismiss } = texts;
    return locale === currentLocale || read === undefined || dismiss === undefined ? [] : [{ locale, read, dismiss }];
  });
}
