import { join } from 'node:path';
import type { Change, Finding, GuidelineRule } from '../../catalogue/model.ts';
import { serviceReference } from '../../catalogue/service-reference.ts';
import type { Texts } from '../../texts/index.ts';
import { dueNext, laterByStage, STAGES } from '../due-next.ts';
import type { CheckReport, ServiceReport } from '../report.ts';
import { fold } from './fold.ts';
import { oneLine } from './one-line.ts';
import { type Words, wordsIn } from './words.ts';

/** Further right nobody looks for a column, as in a file without line breaks: the JSON Pointer says where. */
const READABLE_COLUMN = 200;

export interface FormatOptions {
  locale: string;
  texts: Texts;
  guideline: GuidelineRule[];
  /** Folder of services as a reader would write it, such as `specs/services`. */
  folder: string;
  /** Where the portal is: rules have their pages there. */
  portalUrl: string;
}

/** For a terminal: findings as `file:line:column`, and for those of one rule what to do and its page. */
export function textReport(report: CheckReport, options: FormatOptions): string {
  const words = wordsIn(options);
  const lines: string[] = [];
  lines.push(...findingsLines(fold(report.findings), options, words));
  for (const service of report.services) lines.push(...serviceLines(service, options, words));
  lines.push(...removedLines(report, words));
  if (isEmpty(report)) lines.push(words.nothing(report.base));
  lines.push('', words.total(report.services.length, report.errors, report.warnings));
  return lines.join('\n');
}

/** Whether there is nothing to report of. */
export function isEmpty({ services, removed, findings }: CheckReport): boolean {
  return services.length + removed.length + findings.length === 0;
}

/** A sentence for each version that was removed without anybody minding. */
export function removedLines({ removed }: CheckReport, words: Words): string[] {
  return removed.map(({ id, version, lifecycle }) => words.removed(serviceReference({ id, version }), lifecycle));
}

function serviceLines(service: ServiceReport, options: FormatOptions, words: Words): string[] {
  const errors = service.findings.filter(({ severity }) => severity === 'error');
  // Beside errors only what the next stage asks for, and what no stage does: the rest is counted.
  const unstaged = service.findings.filter(
    ({ severity, rule }) => severity === 'warning' && !options.guideline.some(({ id }) => id === rule),
  );
  const folded = fold([...errors, ...unstaged, ...(dueNext(service, options.guideline)?.findings ?? [])]);
  const lines = findingsLines(folded, options, words);
  const changes = service.changes?.filter(({ level }) => level !== 'harmless') ?? [];
  lines.push(
    ...changes.map(
      (change) => `  ${mark(change)} ${oneLine(`${change.operation ?? ''} ${change.text} (${change.id})`)}`,
    ),
  );
  lines.push(...service.waivers.map((waiver) => `  ${oneLine(words.waiver(waiver))}`));
  if (lines.length > 0) lines.unshift('');
  lines.push(`${serviceReference(service)}  ${verdict(service, options.guideline, words)}`);
  return lines;
}

/** A line for each finding, and below those of one rule, once, what to do about them. */
function findingsLines(
  folded: { finding: Finding; more: number }[],
  { guideline, folder, portalUrl }: FormatOptions,
  words: Words,
): string[] {
  return folded.flatMap(({ finding: { severity, rule, file, line, column, pointer, message, hint }, more }, index) => {
    const place = `${join(folder, file)}:${line}:${column}${column > READABLE_COLUMN && pointer ? ` ${pointer}` : ''}`;
    const lines = [oneLine(`${place}  ${words[severity]}  ${message}`)];
    const next = folded[index + 1]?.finding;
    if (next?.rule === rule && next.severity === severity && next.hint === hint) return lines;
    const page = guideline.some(({ id }) => id === rule) ? `${portalUrl}/guideline/${rule}/` : rule;
    lines.push(`    ${oneLine(`${hint}  ${page}`)}`);
    if (more > 0) lines.push(`    … ${words.more(more)}`);
    return lines;
  });
}

/** `draft, score 63, passes, before alpha: 111 more`: where a service stands. */
function verdict(
  { lifecycle, score, cap, scoreBefore, findings, changes }: ServiceReport,
  guideline: GuidelineRule[],
  words: Words,
): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (lifecycle === null) return `${words.unreadable}, ${words.failed(Math.max(1, errors))}`;
  const parts = [
    lifecycle,
    words.score(score, scoreBefore),
    cap === null ? '' : words.cap(cap),
    errors === 0 ? words.clean : words.failed(errors),
  ];
  const later = laterByStage(findings, guideline);
  for (const stage of STAGES) {
    const count = later.get(stage) ?? 0;
    if (count > 0) parts.push(words.next(stage, count));
  }
  if (changes !== null) parts.push(changeCount(changes, words));
  return parts.filter((part) => part !== '').join(', ');
}

export function changeCount(changes: Change[], words: Words): string {
  if (changes.length === 0) return words.noChanges;
  const count = (wanted: Change['level']) => changes.filter(({ level }) => level === wanted).length;
  return words.changes(count('breaking'), count('warning'), count('harmless'));
}

function mark({ level }: Change): string {
  return level === 'breaking' ? '✗' : '!';
}
