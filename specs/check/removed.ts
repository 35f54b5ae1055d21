import type { Catalogue, Finding, Lifecycle, Service } from '../catalogue/model.ts';

/** Stages that nobody builds on: not yet, or no longer. */
const FREE: Lifecycle[] = ['draft', 'alpha', 'retired'];

/** A published version that is gone takes its page and its sandbox with it: it has to be retired first. */
export function removedFindings(
  before: Service[],
  { services, broken, locale }: Catalogue,
  asked: string[],
): Finding[] {
  const today = new Set([...services, ...broken].map(({ id, version }) => `${id}/${version}`));
  const text = TEXTS[locale === 'bn' ? 'bn' : 'en'];
  return before
    .filter(({ id, version, lifecycle }) => !today.has(`${id}/${version}`) && !FREE.includes(lifecycle))
    .filter(({ id }) => asked.length === 0 || asked.includes(id))
    .map(({ id, version, lifecycle, file }) => ({
      severity: 'error',
      rule: 'version-removed',
      service: null,
      file,
      line: 1,
      column: 1,
      message: text.message(`${id}/${version}`, lifecycle),
      hint: text.hint,
    }));
}

const TEXTS = {
  en: {
    message: (service: string, stage: string) => `${service} is gone, and it was ${stage}: callers rely on it.`,
    hint: 'Bring the folder back. Set x-lifecycle to deprecated with x-sunset-at, and to retired after that day.',
  },
  bn: {
    message: (service: string, stage: string) => `${service} আর নেই, অথচ এটি ${stage} ছিল: কলাররা এর ওপর নির্ভর করেন।`,
    hint: 'ফোল্ডারটি ফিরিয়ে আনুন। x-lifecycle-এ deprecated ও সঙ্গে x-sunset-at দিন; সেই দিনের পরে retired করুন।',
  },
};
