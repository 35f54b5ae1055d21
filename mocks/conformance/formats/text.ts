import { serviceReference } from '@dpi/specs/service-reference';
import type { Texts } from '@dpi/specs/texts';
import { type CaseResult, type ConformanceReport, countOutcomes } from '../report.ts';
import { said } from '../words.ts';

const MARKS = { conforms: '✓', differs: '✗', skipped: '–' };

/** One case: a line, and below it a line for each way in which the answer differs. */
export function caseText({ outcome, group, name, call, status, differences, notes }: CaseResult): string {
  const answered = status === null ? '' : `  ${status}`;
  const lines = [`${MARKS[outcome]} ${group}  ${name}  ${call}${answered}`];
  for (const { place, message } of differences) lines.push(`    ${place} ${message}`);
  if (outcome === 'skipped') for (const note of notes) lines.push(`    ${note}`);
  return lines.join('\n');
}

/** What it comes to, in one line or two. */
export function summaryText(
  { locale, service, server, cases, stopped, conforms, durationMs }: ConformanceReport,
  texts: Texts,
): string {
  const { conforms: good, differs, skipped } = countOutcomes(cases);
  const verdict = conforms ? 'conforms' : good + differs === 0 ? 'untried' : 'differs';
  const values = {
    service: serviceReference(service),
    server,
    good,
    differs,
    skipped,
    seconds: Math.round(durationMs / 100) / 10,
  };
  return [...(stopped === null ? [] : [stopped]), texts.format(said(`summary.${verdict}`, values), locale)].join('\n');
}
