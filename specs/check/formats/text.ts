import { join } from 'node:path';
import type { Change, Finding, GuidelineRule } from '../../catalogue/model.ts';
import { nextStage } from '../next-stage.ts';
import type { CheckReport, ServiceReport } from '../report.ts';
import { fold } from './fold.ts';
import { type Words, wordsIn } from './words.ts';

export interface FormatOptions {
  locale: string;
  guideline: GuidelineRule[];
  /** Folder of services as a reader would write it, such as `specs/services`. */
  folder: string;
  /** Where the portal is: rules have their pages there. */
  portalUrl: string;
}

/** For a terminal: every finding as `file:line:column`, what to do, and the page of the rule. */
export function textReport(report: CheckReport, options: FormatOptions): string {
  const words = wordsIn(options.locale);
  const lines: string[] = [];
  for (const finding of report.findings) lines.push(...findingLines(finding, 0, options, words));
  for (const service of report.services) lines.push(...serviceLines(service, options, words));
  if (report.services.length === 0 && report.findings.length === 0) lines.push(words.nothing);
  lines.push('', words.total(report.services.length, report.errors, report.warnings));
  return lines.join('\n');
}

function serviceLines(service: ServiceReport, options: FormatOptions, words: Words): string[] {
  const folded = fold(service.findings);
  const lines = folded.flatMap(({ finding, more }) => findingLines(finding, more, options, words));
  const changes = service.changes?.filter(({ level }) => level !== 'harmless') ?? [];
  lines.push(...changes.map((change) => `  ${mark(change)} ${change.operation ?? ''} ${change.text} (${change.id})`));
  lines.push(...service.waivers.map(({ rule, until, reason }) => `  ${words.waiver(rule, until, reason)}`));
  if (lines.length > 0) lines.unshift('');
  lines.push(`${service.id}/${service.version}  ${verdict(service, options.guideline, words)}`);
  return lines;
}

function findingLines(
  { severity, rule, file, line, column, message, hint }: Finding,
  more: number,
  { guideline, folder, portalUrl }: FormatOptions,
  words: Words,
): string[] {
  const place = `${join(folder, file)}:${line}:${column}`;
  const page = guideline.some(({ id }) => id === rule) ? `${portalUrl}/guideline/${rule}/` : rule;
  const lines = [`${place}  ${words[severity]}  ${message}`, `    ${hint}  ${page}`];
  if (more > 0) lines.push(`    … ${words.more(more)}`);
  return lines;
}

/** `stable, score 97, passes, before …`: where a service stands. */
export function verdict(service: ServiceReport, guideline: GuidelineRule[], words: Words): string {
  const { lifecycle, score, scoreBefore, findings, changes } = service;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (lifecycle === null) return `${words.unreadable}, ${words.failed(Math.max(1, errors))}`;
  const parts = [lifecycle, words.score(score, scoreBefore), errors === 0 ? words.clean : words.failed(errors)];
  const later = new Set(findings.filter(({ severity }) => severity === 'warning').map(({ rule }) => rule));
  const next = nextStage(lifecycle, later, guideline);
  if (next !== null) {
    const due = new Set(guideline.filter(({ requiredFrom }) => requiredFrom === next).map(({ id }) => id));
    const count = findings.filter(({ severity, rule }) => severity === 'warning' && due.has(rule)).length;
    parts.push(words.next(next, count));
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
