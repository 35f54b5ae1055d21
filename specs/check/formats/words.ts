import type { Lifecycle, Waiver } from '../../catalogue/model.ts';
import type { Values } from '../../ruleset/rule.ts';
import type { Texts } from '../../texts/index.ts';
import { checkTexts } from '../texts.ts';

export type Words = ReturnType<typeof wordsIn>;

/** What the reports say around the findings, numbers in the digits of the language. */
export function wordsIn({ locale, texts }: { locale: string; texts: Texts }) {
  const say = checkTexts(texts, locale);
  const text = (name: string, values?: Values) => say('report', name, values);
  const errors = (count: number) => text('errors', { count });
  return {
    number: (value: number) => value.toLocaleString(locale),
    error: text('error'),
    warning: text('warning'),
    more: (count: number) => text('more', { count }),
    unreadable: text('unreadable'),
    clean: text('passes'),
    failed: errors,
    next: (stage: Lifecycle, count: number) => text('before-stage', { stage, count }),
    score: (now: number | null, before: number | null) => {
      if (now === null) return '';
      return before === null || before === now ? text('score', { now }) : text('score-changed', { now, before });
    },
    cap: ({ points, rules }: { points: number; rules: string[] }) =>
      rules.length === 0 ? text('capped-empty', { points }) : text('capped', { points, rules: rules.join(', ') }),
    waiver: ({ rule, until, reason, expired }: Waiver) =>
      text(expired ? 'waiver-ended' : 'waived', { rule, until, reason }),
    changes: (breaking: number, warnings: number, harmless: number) =>
      text('changes', { breaking, warnings, harmless }),
    noChanges: text('no-changes'),
    nothing: (base: string | null) => text(base === null ? 'none' : 'none-changed'),
    removed: (service: string, stage: Lifecycle) => text('removed', { service, stage }),
    total: (services: number, errorCount: number, warnings: number) =>
      text('total', {
        services: text('services', { count: services }),
        errors: errors(errorCount),
        warnings: text('warnings', { count: warnings }),
      }),
    verdict: (errorCount: number) => text(errorCount === 0 ? 'ready' : 'not-ready'),
    bounded: (shown: number, total: number) => text('bounded', { shown, total }),
    steps: text('next-steps'),
    table: ['service', 'stage', 'score', 'errors', 'warnings'].map((column) => text(`${column}-column`)),
    report: text('client-changes'),
    waivers: (count: number) => text('waivers', { count }),
    unaffected: (count: number) => text('unaffected', { count }),
  };
}
