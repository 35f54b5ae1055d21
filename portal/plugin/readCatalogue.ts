import { loadCatalogue } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';

/** Language of the pages without a prefix in their URL, and of texts that have no translation. */
export const DEFAULT_LOCALE = 'en';

const read = new Map<string, Promise<Catalogue>>();

/**
 * The catalogue in one language, of the services in `SPECS_DIR` if that is set, and of those that `SERVICES` names, with
 * commas between them, if that is. Read once for all that needs it.
 */
export function readCatalogue(locale: string): Promise<Catalogue> {
  const { SPECS_DIR, SERVICES } = process.env;
  const catalogue =
    read.get(locale) ??
    loadCatalogue({ locale, specsDir: SPECS_DIR || undefined, services: SERVICES ? SERVICES.split(',') : undefined });
  read.set(locale, catalogue);
  return catalogue;
}
