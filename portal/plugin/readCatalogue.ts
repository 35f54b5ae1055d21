import { loadCatalogue } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import { assessCatalogue } from '@dpi/specs/ruleset';

/** Language of the pages without a prefix in their URL, and of texts that have no translation. */
export const DEFAULT_LOCALE = 'en';

const read = new Map<string, Promise<Catalogue>>();

/**
 * The catalogue in one language with scores and the guideline, of the services in `SPECS_DIR` if that is set, and of those
 * that `SERVICES` names, with commas between them, if that is. Read once for all that needs it.
 */
export function readCatalogue(locale: string): Promise<Catalogue> {
  const catalogue = read.get(locale) ?? readAssessed(locale);
  read.set(locale, catalogue);
  return catalogue;
}

async function readAssessed(locale: string): Promise<Catalogue> {
  const specsDir = process.env.SPECS_DIR || undefined;
  const services = process.env.SERVICES ? process.env.SERVICES.split(',') : undefined;
  return assessCatalogue(await loadCatalogue({ locale, specsDir, services }), { specsDir });
}
