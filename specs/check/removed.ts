import type { Catalogue, Finding, Lifecycle, Service } from '../catalogue/model.ts';

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
  const today = new Set([...services, ...broken].map(({ id, version }) => `${id}/${version}`));
  return before.filter(
    ({ id, version }) => !today.has(`${id}/${version}`) && (asked.length === 0 || asked.includes(id)),
  );
}

/** A published version that is gone takes its page and its sandbox with it: it has to be retired first. */
export function removedFinding({ id, version, lifecycle, file }: Service, locale: string): Finding {
  const text = TEXTS[locale === 'bn' ? 'bn' : 'en'];
  return {
    severity: 'error',
    rule: 'version-removed',
    service: null,
    file,
    line: 1,
    column: 1,
    message: text.message(`${id}/${version}`, lifecycle),
    hint: text.hint,
  };
}

const TEXTS = {
  en: {
    message: (service: string, stage: string) => `${service} is gone, and it was ${stage}: callers rely on it.`,
    hint: 'Bring the folder back. Set x-lifecycle to deprecated with x-sunset-at, and to retired after that day.',
  },
  bn: {
    message: (service: string, stage: string) => `${service} আর নেই, অথচ এটি ${stage} ছিল: ক্লায়েন্টরা এর ওপর নির্ভর করে।`,
    hint: 'ফোল্ডারটি ফিরিয়ে আনুন। x-lifecycle-এ deprecated ও সঙ্গে x-sunset-at দিন; সেই দিনের পরে retired করুন।',
  },
};
