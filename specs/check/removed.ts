import type { Catalogue, Finding, Lifecycle, Service } from '../catalogue/model.ts';
import { serviceReference } from '../catalogue/service-reference.ts';
import type { CheckTexts } from './texts.ts';

/** Stages that nobody builds on: not yet, or no longer. */
const FREE: Lifecycle[] = ['draft', 'alpha', 'retired'];

/** Whether a version may go from one day to the next. */
export function mayGo({ lifecycle }: Service): boolean {
  return FREE.includes(lifecycle);
}

/**
 * Versions that were there before and are gone.
 * @param asked ids of the services to look at; all when empty
 */
export function removedVersions(before: Service[], { services, broken }: Catalogue, asked: string[]): Service[] {
  const today = new Set([...services, ...broken].map(serviceReference));
  return before.filter(
    ({ id, version }) => !today.has(serviceReference({ id, version })) && (asked.length === 0 || asked.includes(id)),
  );
}

/** A published version that is gone takes its page and its sandbox with it: it has to be retired first. */
export function removedFinding({ id, version, lifecycle, file }: Service, text: CheckTexts): Finding {
  return {
    severity: 'error',
    rule: 'version-removed',
    service: null,
    file,
    line: 1,
    column: 1,
    message: text('version-removed', 'message', {
      service: serviceReference({ id, version }),
      stage: lifecycle,
    }),
    hint: text('version-removed', 'hint'),
  };
}
