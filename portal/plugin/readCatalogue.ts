import type { Catalogue } from '@dpi/specs/model';

/** Language of the pages without a prefix in their URL, and of texts that have no translation. */
export const DEFAULT_LOCALE = 'en';

const read = new Map<string, Promise<Catalogue>>();

/** The catalogue in one language. Read once for the site's configuration and its pages. */
export function readCatalogue(locale: string): Promise<Catalogue> {
  const known = read.get(locale) ?? load(locale);
  read.set(locale, known);
  return known;
}
async function load(locale: string): Promise<Catalogue> {
  try {
    const { loadCatalogue } = await import('@dpi/specs');
    return await loadCatalogue({ locale, ...specsDir() });
  } catch (e) {
    console.warn('FIXTURE', String(e));
    const { fixtureCatalogue } = await import('./catalogue.fixture.ts');
    return fixtureCatalogue(locale);
  }
}

function specsDir(): { specsDir?: string } {
  const { SPECS_DIR } = process.env;
  return SPECS_DIR ? { specsDir: SPECS_DIR } : {};
}
