import type { Lifecycle, Waiver } from '../../catalogue/model.ts';

/** A number in Bangla digits. */
const inDigits = (number: number): string => number.toLocaleString('bn');

const WORDS = {
  en: {
    error: 'error',
    warning: 'warning',
    more: (count: number) => `and ${count} more like this; --format json lists all`,
    unreadable: 'cannot be read',
    clean: 'passes',
    failed: (count: number) => `${count} ${count === 1 ? 'error' : 'errors'}`,
    next: (stage: Lifecycle, count: number) => `before ${stage}: ${count} more`,
    score: (now: number | null, before: number | null) =>
      now === null ? '' : before === null || before === now ? `score ${now}` : `score ${now}, was ${before}`,
    waiver: ({ rule, until, reason, expired }: Waiver) =>
      `${expired ? `the waiver ended on ${until}, the rule applies again` : `waived until ${until}`}: ${rule} — ${reason}`,
    changes: (breaking: number, warnings: number, harmless: number) =>
      `changes: ${breaking} breaking, ${warnings} potentially breaking, ${harmless} non-breaking`,
    noChanges: 'no changes for clients',
    nothing: (base: string | null): string =>
      base === null ? 'There is no service to check.' : 'No service has changed.',
    removed: (service: string, stage: Lifecycle): string => `${service} (${stage}) was removed.`,
    total: (services: number, errors: number, warnings: number) =>
      `${services} ${services === 1 ? 'service' : 'services'} checked: ${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`,
    verdict: (errors: number): string => (errors === 0 ? 'Ready to be merged' : 'Not ready yet'),
    steps: 'Next steps',
    table: ['Service', 'Stage', 'Score', 'Errors', 'Warnings'],
    report: 'Changes for clients',
    waivers: 'Waivers',
    unaffected: (count: number) => `${count} ${count === 1 ? 'service is' : 'services are'} unchanged, without errors.`,
  },
  bn: {
    error: 'ত্রুটি',
    warning: 'সতর্কতা',
    more: (count: number) => `এমন আরও ${inDigits(count)}টি; সব দেখতে --format json`,
    unreadable: 'পড়া যায় না',
    clean: 'উত্তীর্ণ',
    failed: (count: number) => `${inDigits(count)}টি ত্রুটি`,
    next: (stage: Lifecycle, count: number) => `${stage}-এর আগে আরও ${inDigits(count)}টি`,
    score: (now: number | null, before: number | null) =>
      now === null
        ? ''
        : before === null || before === now
          ? `স্কোর ${inDigits(now)}`
          : `স্কোর ${inDigits(now)}, আগে ${inDigits(before)}`,
    waiver: ({ rule, until, reason, expired }: Waiver) =>
      `${expired ? `ছাড় ${until} তারিখে শেষ, নিয়মটি আবার কার্যকর` : `${until} পর্যন্ত ছাড়`}: ${rule} — ${reason}`,
    changes: (breaking: number, warnings: number, harmless: number) =>
      `পরিবর্তন: ${inDigits(breaking)}টি ক্লায়েন্টের কোড ভাঙে, ${inDigits(warnings)}টি ভাঙতে পারে, ${inDigits(harmless)}টি ভাঙে না`,
    noChanges: 'ক্লায়েন্টের জন্য কিছু বদলায়নি',
    nothing: (base: string | null): string => (base === null ? 'যাচাই করার মতো কোনো সার্ভিস নেই।' : 'কোনো সার্ভিস বদলায়নি।'),
    removed: (service: string, stage: Lifecycle): string => `${service} (${stage}) সরানো হয়েছে।`,
    total: (services: number, errors: number, warnings: number) =>
      `${inDigits(services)}টি সার্ভিস যাচাই: ${inDigits(errors)}টি ত্রুটি, ${inDigits(warnings)}টি সতর্কতা।`,
    verdict: (errors: number): string => (errors === 0 ? 'মার্জ করা যায়' : 'এখনো তৈরি নয়'),
    steps: 'এরপর যা করবেন',
    table: ['সার্ভিস', 'পর্যায়', 'স্কোর', 'ত্রুটি', 'সতর্কতা'],
    report: 'ক্লায়েন্টের জন্য যা বদলায়',
    waivers: 'ছাড়',
    unaffected: (count: number) => `${inDigits(count)}টি সার্ভিস অপরিবর্তিত, কোনো ত্রুটি নেই।`,
  },
};

export type Words = (typeof WORDS)['en'];

/** What the reports say around the findings. */
export function wordsIn(locale: string): Words {
  return locale === 'bn' ? WORDS.bn : WORDS.en;
}
