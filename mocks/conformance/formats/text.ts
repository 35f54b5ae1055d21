import { serviceReference } from '@dpi/specs/service-reference';
import { type CaseResult, type ConformanceReport, countOutcomes } from '../report.ts';

const MARKS = { conforms: '✓', differs: '✗', skipped: '–' };

/** One case: a line, and below it a line for each way in which the answer differs. */
export function caseText({ outcome, group, name, call, status, differences, notes }: CaseResult): string {
  const answered = status === null ? '' : `  ${status}`;
  const lines = [`${MARKS[outcome]} ${group}  ${name}  ${call}${answered}`];
  for (const { at, message, translations = {} } of differences) {
    for (const text of [message, ...Object.values(translations)]) lines.push(`    ${at} ${text}`);
  }
  if (outcome === 'skipped') for (const note of notes) lines.push(`    ${note}`);
  return lines.join('\n');
}

/** What it comes to, in one line or two. */
export function summaryText({ service, server, cases, stopped, conforms, durationMs }: ConformanceReport): string {
  const { conforms: good, differs, skipped } = countOutcomes(cases);
  const what = `${serviceReference(service)} at ${server}`;
  const verdict = conforms
    ? 'conforms'
    : good + differs === 0
      ? 'could not be tried: no example can be sent'
      : 'differs';
  const counts = `${good} as promised, ${differs} different, ${skipped} not sent, in ${(durationMs / 1000).toFixed(1)} s`;
  return [...(stopped === null ? [] : [stopped]), `${what} ${verdict}: ${counts}.`].join('\n');
}
