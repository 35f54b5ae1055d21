import { loadCatalogue } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import { assessCatalogue } from '@dpi/specs/ruleset';
import { leaveOut } from './leaveOut.ts';

const read = new Map<string | undefined, Promise<Catalogue>>();

/**
 * The catalogue in one language, the country's first where none is given, with scores and the guideline, of the services in `SPECS_DIR` if that is set, and of those
 * that `SERVICES` names, with commas between them, if that is. `LEFT_OUT` has the services that an earlier attempt could not
 * build the pages of, with the reasons, as JSON. Read once for all that needs it.
 */
export function readCatalogue(locale?: string): Promise<Catalogue> {
  const catalogue = read.get(locale) ?? readAssessed(locale);
  read.set(locale, catalogue);
  return catalogue;
}

async function readAssessed(locale?: string): Promise<Catalogue> {
  const specsDir = process.env.SPECS_DIR || undefined;
  const services = process.env.SERVICES ? process.env.SERVICES.split(',') : undefined;
  const catalogue = await assessCatalogue(await loadCatalogue({ ...(locale && { locale }), specsDir, services }), {
    specsDir,
  });
  const reasons = JSON.parse(process.env.LEFT_OUT || '{}') as Record<string, string>;
  return leaveOut(catalogue, new Map(Object.entries(reasons)));
}
