import { join } from 'node:path';
import type { Catalogue } from '../catalogue/model.ts';

/** Files whose change touches every service. */
const EVERYTHING = /^(specs\/(ruleset|check|catalogue|changes)\/|specs\/country\.yaml|mocks\/|package(-lock)?\.json$)/;

/**
 * Ids of the services that a change of files touches: those whose folder it is in, those that use a standard it is in, or
 * all where it changes how specs are read.
 * @param changed files, relative to the repository
 * @param folder folder of services, relative to the repository
 */
export function touchedServices(
  { services, broken, standards }: Catalogue,
  changed: string[],
  folder: string,
): Set<string> {
  const everyone = [...services, ...broken].map(({ id }) => id);
  const files = changed.filter((file) => !file.endsWith('.md') || file.startsWith(`${folder}/`));
  if (files.some((file) => EVERYTHING.test(file))) return new Set(everyone);
  const touched = new Set(everyone.filter((id) => files.some((file) => file.startsWith(`${folder}/${id}/`))));
  const standardsFolder = join(folder, '../standards');
  const sources = files
    .filter((file) => file.startsWith(`${standardsFolder}/`))
    .map((file) => file.slice(standardsFolder.length + 1));
  if (sources.some((file) => file.endsWith('.overlay.yaml'))) return new Set(everyone);
  for (const { source, usedBy } of standards) {
    if (sources.some((file) => source.startsWith(`${file}#`)))
      for (const user of usedBy) touched.add(user.split('/')[0] ?? '');
  }
  return touched;
}
