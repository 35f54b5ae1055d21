import { join } from 'node:path';
import type { Catalogue } from '../catalogue/model.ts';
import { readServiceReference } from '../catalogue/service-reference.ts';

/** Files whose change touches every service. */
const EVERYTHING =
  /^(specs\/(ruleset|check|catalogue|changes|journeys)\/|specs\/(country|personal-data|problems|service-problems)(\.[\w-]+)?\.yaml|mocks\/|package(-lock)?\.json$)/;

/**
 * Ids of the services that a change of files touches: those whose spec it changes, or all where it changes how specs are
 * read.
 * @param changed files, relative to the repository
 * @param folder folder of services, relative to the repository
 */
export function touchedServices(catalogue: Catalogue, changed: string[], folder: string): Set<string> {
  const isRead = changed.some((file) => EVERYTHING.test(file) && !file.endsWith('.md'));
  return isRead ? everyone(catalogue) : changedServices(catalogue, changed, folder);
}

/** Ids of the services with a changed file in their folder, and of those that use a standard that changed. */
export function changedServices(catalogue: Catalogue, changed: string[], folder: string): Set<string> {
  const ids = new Set<string>();
  for (const { id, file } of [...catalogue.services, ...catalogue.broken]) {
    const own = join(folder, file.split('/')[0] ?? '');
    if (changed.some((name) => name === own || name.startsWith(`${own}/`))) ids.add(id);
  }
  const standards = `${join(folder, '../standards')}/`;
  for (const file of changed.filter((name) => name.startsWith(standards) && !name.endsWith('.md'))) {
    const used = catalogue.standards.filter(({ source }) => source.startsWith(`${file.slice(standards.length)}#`));
    // A translation or a file of other shared things: nobody knows who uses them.
    if (used.length === 0) return everyone(catalogue);
    for (const { usedBy } of used) for (const user of usedBy) ids.add(readServiceReference(user)?.id ?? '');
  }
  return ids;
}

function everyone({ services, broken }: Catalogue): Set<string> {
  return new Set([...services, ...broken].map(({ id }) => id));
}
