import type { Texts } from '../../texts/texts.ts';
import type { Level, RawChange } from '../change.ts';
import { requiredBump } from './required-bump.ts';
import { changeText, reportText } from './texts.ts';

const LEVELS: Level[] = ['breaking', 'warning', 'harmless'];
const MARKS: Record<Level, string> = { breaking: '✗', warning: '!', harmless: '✓' };

/** More operations than this are counted, not named. */
const MAX_NAMED = 4;

/** For a terminal: grouped by what it means, with id and place of each change. */
export function textReport(changes: RawChange[], locale: string, texts: Texts): string {
  if (changes.length === 0) return reportText('nothing', locale, texts);
  const groups = grouped(changes, locale, texts).map(({ level, entries }) => {
    const lines = entries.map(
      ({ change, operations, text }) =>
        `  ${MARKS[level]} ${named(operations, locale, texts)}  ${text}\n      ${change.id}  ${change.pointer}`,
    );
    return `${reportText(`levels.${level}`, locale, texts)} (${count(changes, level)})\n${lines.join('\n')}\n`;
  });
  return [...groups, closing(changes, locale, texts)].join('\n');
}

/** For a comment on a pull request. */
export function markdownReport(changes: RawChange[], locale: string, texts: Texts): string {
  if (changes.length === 0) return reportText('nothing', locale, texts);
  const groups = grouped(changes, locale, texts).map(({ level, entries }) => {
    const lines = entries.map(
      ({ change, operations, text }) => `- **${named(operations, locale, texts)}** ${text} <sub>${change.id}</sub>`,
    );
    return `### ${reportText(`levels.${level}`, locale, texts)} (${count(changes, level)})\n\n${lines.join('\n')}`;
  });
  return [...groups, closing(changes, locale, texts)].join('\n\n');
}

/** For programs: every change of every operation, in each of the languages. */
export function jsonReport(changes: RawChange[], locales: string[], texts: Texts): string {
  const listed = changes.map((change) => ({
    ...change,
    text: Object.fromEntries(locales.map((locale) => [locale, changeText(change, locale, texts)])),
  }));
  const summary = Object.fromEntries(LEVELS.map((level) => [level, count(changes, level)]));
  const breaks = count(changes, 'breaking') > 0;
  return JSON.stringify({ breaks, bump: requiredBump(changes), summary, changes: listed }, null, 2);
}

interface Entry {
  change: RawChange;
  operations: string[];
  text: string;
}

/** Changes by level; one of a shared schema is told once, with all operations it reaches. */
function grouped(changes: RawChange[], locale: string, texts: Texts): { level: Level; entries: Entry[] }[] {
  return LEVELS.flatMap((level) => {
    const entries = new Map<string, Entry>();
    for (const change of changes.filter((other) => other.level === level)) {
      const text = changeText(change, locale, texts);
      const key = [change.id, change.pointer, text].join('\n');
      const entry = entries.get(key) ?? { change, operations: [], text };
      entry.operations.push(change.operation ?? reportText('document', locale, texts));
      entries.set(key, entry);
    }
    return entries.size === 0 ? [] : [{ level, entries: [...entries.values()] }];
  });
}

function named(operations: string[], locale: string, texts: Texts): string {
  const left = operations.length - MAX_NAMED;
  const shown = operations.slice(0, MAX_NAMED).join(', ');
  return left > 0 ? `${shown} ${reportText('more', locale, texts, { count: left })}` : shown;
}

function closing(changes: RawChange[], locale: string, texts: Texts): string {
  const counts = Object.fromEntries(LEVELS.map((level) => [level, count(changes, level)]));
  return `${reportText('total', locale, texts, counts)} ${reportText(`bump.${requiredBump(changes)}`, locale, texts)}`;
}

function count(changes: RawChange[], wanted: Level): number {
  return changes.filter(({ level }) => level === wanted).length;
}
