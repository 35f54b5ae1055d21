import type { Named } from '@dpi/specs/model';

/** What an id of the country's data is called; one that it does not have stands as it is. */
export function nameOf(list: Named[], wanted: string): string {
  return list.find(({ id }) => id === wanted)?.name ?? wanted;
}
