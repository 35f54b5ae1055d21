import { join } from 'node:path';
import type { Finding } from '../../catalogue/model.ts';
import { serviceReference } from '../../catalogue/service-reference.ts';
import { dueNext } from '../due-next.ts';
import type { CheckReport, ServiceReport } from '../report.ts';
import { fold } from './fold.ts';
import { oneLine } from './one-line.ts';
import { sentence } from './sentence.ts';
import { changeCount, type FormatOptions, isEmpty, removedLines } from './text.ts';
import { type Words, wordsIn } from './words.ts';

/** For the comment on a pull request: verdict, next steps to tick off, scores, what changes for callers. */
export function markdownReport(report: CheckReport, options: FormatOptions): string {
  const words = wordsIn(options);
  const parts = [`## ${report.errors === 0 ? '✅' : '⛔'} ${words.verdict(report.errors)}`];
  const total = words.total(report.services.length, report.errors, report.warnings);
  parts.push(isEmpty(report) ? words.nothing(report.base) : total);
  parts.push(...removedLines(report, words));
  const steps = nextSteps(report, options, words);
  if (steps.length > 0) parts.push(`### ${words.steps}`, steps.join('\n'));
  const shown = report.services.filter((service) => report.base === null || isAffected(service));
  if (shown.length > 0) parts.push(table(shown, words));
  const same = report.services.length - shown.length;
  if (same > 0) parts.push(words.unaffected(same));
  for (const service of report.services) parts.push(...ahead(service, options, words), ...callers(service, words));
  const waived = report.services.flatMap((service) => waivers(service, words));
  if (waived.length > 0) parts.push(folded(words.waivers(waived.length), waived));
  return `${parts.join('\n\n')}\n`;
}

/** Whether the change did anything to a service, or it has something left to do. */
function isAffected({ findings, score, scoreBefore, changes }: ServiceReport): boolean {
  return findings.length > 0 || score !== scoreBefore || changes === null || changes.length > 0;
}

function nextSteps(report: CheckReport, options: FormatOptions, words: Words): string[] {
  const findings = [...report.findings, ...report.services.flatMap((service) => service.findings)];
  return tasks(
    findings.filter(({ severity }) => severity === 'error'),
    options,
    words,
  );
}

/** What the service lacks before it can rise to the next stage. */
function ahead(service: ServiceReport, options: FormatOptions, words: Words): string[] {
  const due = dueNext(service, options.guideline);
  if (due === null) return [];
  const summary = `${serviceReference(service)}, ${words.next(due.stage, due.findings.length)}`;
  return [folded(summary, tasks(due.findings, options, words))];
}

function tasks(findings: Finding[], options: FormatOptions, words: Words): string[] {
  return fold(findings).map(({ finding: { rule, file, line, message, hint }, more }) => {
    const isRule = options.guideline.some(({ id }) => id === rule);
    const name = isRule ? `[${rule}](${options.portalUrl}/guideline/${rule}/)` : code(rule);
    const rest = more > 0 ? ` … ${words.more(more)}` : '';
    return `- [ ] ${code(`${join(options.folder, file)}:${line}`)} ${plain(sentence(message))} ${plain(hint)} (${name})${rest}`;
  });
}

function waivers({ id, version, waivers }: ServiceReport, words: Words): string[] {
  return waivers.map((waiver) => `- ${serviceReference({ id, version })}: ${plain(words.waiver(waiver))}`);
}

function folded(summary: string, lines: string[]): string {
  return `<details><summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function table(services: ServiceReport[], words: Words): string {
  const rows = services.map(({ id, version, lifecycle, score, scoreBefore, findings }) => {
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const now = score === null ? '–' : words.number(score);
    const shown = scoreBefore === null || scoreBefore === score ? now : `${words.number(scoreBefore)} → ${now}`;
    const [errorCount, warnings] = [errors, findings.length - errors].map(words.number);
    return `| ${serviceReference({ id, version })} | ${lifecycle ?? words.unreadable} | ${shown} | ${errorCount} | ${warnings} |`;
  });
  return [`| ${words.table.join(' | ')} |`, `|${' --- |'.repeat(words.table.length)}`, ...rows].join('\n');
}

function callers({ id, version, changes }: ServiceReport, words: Words): string[] {
  if (changes === null || changes.length === 0) return [];
  const lines = changes.map(({ level, operation, text, id: change }) => {
    const sign = level === 'breaking' ? '⛔' : level === 'warning' ? '⚠️' : '✅';
    return `- ${sign} ${operation === null ? '' : `${code(operation)} `}${plain(text)} (${change})`;
  });
  return [`### ${words.report}: ${serviceReference({ id, version })}`, folded(changeCount(changes, words), lines)];
}

/** Text of a spec must not become markup of the comment. */
function plain(text: string): string {
  return oneLine(text).replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('](', '] (');
}

function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'")}\``;
}
