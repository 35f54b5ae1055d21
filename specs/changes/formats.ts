import type { Level, RawChange } from './change.ts';
import { requiredBump } from './required-bump.ts';
import { changeText } from './texts.ts';

export type ReportLocale = 'en' | 'bn';

const LEVELS: Level[] = ['breaking', 'warning', 'harmless'];
const MARKS: Record<Level, string> = { breaking: '✗', warning: '!', harmless: '✓' };

/** More operations than this are counted, not named. */
const MAX_NAMED = 4;

const WORDS = {
  en: {
    breaking: 'Breaks callers',
    warning: 'May break callers',
    harmless: 'Breaks nobody',
    nothing: 'Nothing changes for callers.',
    document: 'The whole API',
    more: (count: number) => `and ${count} more`,
    total: (breaking: number, warning: number, harmless: number) =>
      `${breaking} breaking, ${warning} to look at, ${harmless} harmless.`,
    bump: {
      major: 'The next version is a major one.',
      minor: 'The next version is a minor one.',
      patch: 'The next version is a patch.',
      none: '',
    },
  },
  bn: {
    breaking: 'কলারদের কোড ভাঙে',
    warning: 'ভাঙতে পারে',
    harmless: 'কিছু ভাঙে না',
    nothing: 'কলারদের জন্য কিছু বদলায়নি।',
    document: 'পুরো API',
    more: (count: number) => `আরও ${count}টি`,
    total: (breaking: number, warning: number, harmless: number) =>
      `ভাঙে ${breaking}টি, দেখে নিতে হবে ${warning}টি, নিরাপদ ${harmless}টি।`,
    bump: {
      major: 'পরের ভার্সন major হবে।',
      minor: 'পরের ভার্সন minor হবে।',
      patch: 'পরের ভার্সন patch হবে।',
      none: '',
    },
  },
};

/** For a terminal: grouped by what it means, with id and place of each change. */
export function textReport(changes: RawChange[], locale: ReportLocale): string {
  const words = WORDS[locale];
  if (changes.length === 0) return words.nothing;
  const groups = grouped(changes, locale).map(({ level, entries }) => {
    const lines = entries.map(
      ({ change, operations, text }) =>
        `  ${MARKS[level]} ${named(operations, locale)}  ${text}\n      ${change.id}  ${change.pointer}`,
    );
    return `${words[level]} (${count(changes, level)})\n${lines.join('\n')}\n`;
  });
  return [...groups, closing(changes, locale)].join('\n');
}

/** For a comment on a pull request. */
export function markdownReport(changes: RawChange[], locale: ReportLocale): string {
  const words = WORDS[locale];
  if (changes.length === 0) return words.nothing;
  const groups = grouped(changes, locale).map(({ level, entries }) => {
    const lines = entries.map(
      ({ change, operations, text }) => `- **${named(operations, locale)}** ${text} <sub>${change.id}</sub>`,
    );
    return `### ${words[level]} (${count(changes, level)})\n\n${lines.join('\n')}`;
  });
  return [...groups, closing(changes, locale)].join('\n\n');
}

/** For programs: every change of every operation, in both languages. */
export function jsonReport(changes: RawChange[]): string {
  const told = changes.map((change) => ({
    ...change,
    text: { en: changeText(change, 'en'), bn: changeText(change, 'bn') },
  }));
  const summary = Object.fromEntries(LEVELS.map((level) => [level, count(changes, level)]));
  const breaks = count(changes, 'breaking') > 0;
  return JSON.stringify({ breaks, bump: requiredBump(changes), summary, changes: told }, null, 2);
}

interface Entry {
  change: RawChange;
  operations: string[];
  text: string;
}

/** Changes by level; one of a shared schema is told once, with all operations it reaches. */
function grouped(changes: RawChange[], locale: ReportLocale): { level: Level; entries: Entry[] }[] {
  return LEVELS.flatMap((level) => {
    const entries = new Map<string, Entry>();
    for (const change of changes.filter((other) => other.level === level)) {
      const text = changeText(change, locale);
      const key = [change.id, change.pointer, text].join('\n');
      const entry = entries.get(key) ?? { change, operations: [], text };
      entry.operations.push(change.operation ?? WORDS[locale].document);
      entries.set(key, entry);
    }
    return entries.size === 0 ? [] : [{ level, entries: [...entries.values()] }];
  });
}

function named(operations: string[], locale: ReportLocale): string {
  const left = operations.length - MAX_NAMED;
  const shown = operations.slice(0, MAX_NAMED).join(', ');
  return left > 0 ? `${shown} ${WORDS[locale].more(left)}` : shown;
}

function closing(changes: RawChange[], locale: ReportLocale): string {
  const { total, bump } = WORDS[locale];
  const [breaking = 0, warning = 0, harmless = 0] = LEVELS.map((level) => count(changes, level));
  return `${total(breaking, warning, harmless)} ${bump[requiredBump(changes)]}`;
}

function count(changes: RawChange[], wanted: Level): number {
  return changes.filter(({ level }) => level === wanted).length;
}
