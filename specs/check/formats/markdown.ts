import { join } from 'node:path';
import type { CheckReport, ServiceReport } from '../report.ts';
import { fold } from './fold.ts';
import { changeCount, type FormatOptions } from './text.ts';
import { type Words, wordsIn } from './words.ts';

/** For the comment on a pull request: verdict, next steps to tick off, scores, what changes for callers. */
export function markdownReport(report: CheckReport, options: FormatOptions): string {
  const words = wordsIn(options.locale);
  const parts = [`## ${report.errors === 0 ? '✅' : '⛔'} ${words.verdict(report.errors)}`];
  const total = words.total(report.services.length, report.errors, report.warnings);
  parts.push(report.services.length === 0 && report.findings.length === 0 ? words.nothing : total);
  const steps = nextSteps(report, options, words);
  if (steps.length > 0) parts.push(`### ${words.steps}`, steps.join('\n'));
  if (report.services.length > 0) parts.push(table(report.services, words));
  for (const service of report.services) parts.push(...callers(service, words));
  return `${parts.join('\n\n')}\n`;
}

function nextSteps(report: CheckReport, options: FormatOptions, words: Words): string[] {
  const errors = [...report.findings, ...report.services.flatMap(({ findings }) => findings)].filter(
    ({ severity }) => severity === 'error',
  );
  return fold(errors).map(({ finding: { rule, file, line, message, hint }, more }) => {
    const isRule = options.guideline.some(({ id }) => id === rule);
    const name = isRule ? `[${rule}](${options.portalUrl}/guideline/${rule}/)` : code(rule);
    const rest = more > 0 ? ` … ${words.more(more)}` : '';
    return `- [ ] ${code(`${join(options.folder, file)}:${line}`)} ${plain(message)} ${plain(hint)} (${name})${rest}`;
  });
}

function table(services: ServiceReport[], words: Words): string {
  const rows = services.map(({ id, version, lifecycle, score, scoreBefore, findings }) => {
    const errors = findings.filter(({ severity }) => severity === 'error').length;
    const shown =
      scoreBefore === null || scoreBefore === score ? `${score ?? '–'}` : `${scoreBefore} → ${score ?? '–'}`;
    return `| ${id}/${version} | ${lifecycle ?? words.unreadable} | ${shown} | ${errors} | ${findings.length - errors} |`;
  });
  return [`| ${words.table.join(' | ')} |`, `|${' --- |'.repeat(words.table.length)}`, ...rows].join('\n');
}

function callers({ id, version, changes }: ServiceReport, words: Words): string[] {
  if (changes === null || changes.length === 0) return [];
  const lines = changes.map(({ level, operation, text, id: change }) => {
    const sign = level === 'breaking' ? '⛔' : level === 'warning' ? '⚠️' : '✅';
    return `- ${sign} ${operation === null ? '' : `${code(operation)} `}${plain(text)} (${change})`;
  });
  return [
    `### ${words.report}: ${id}/${version}`,
    `<details><summary>${changeCount(changes, words)}</summary>\n\n${lines.join('\n')}\n\n</details>`,
  ];
}

/** Text of a spec must not become markup of the comment. */
function plain(text: string): string {
  return text.replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;')).replace(/\s+/g, ' ');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
