import { escapeMarkup } from '@dpi/specs/escape-markup';
import { serviceReference } from '@dpi/specs/service-reference';
import { type CaseResult, type ConformanceReport, countOutcomes } from '../report.ts';

/** The report as JUnit XML, which CI systems show: one suite, one test a case. */
export function junitReport({ service, server, startedAt, durationMs, cases }: ConformanceReport): string {
  const { differs, skipped } = countOutcomes(cases);
  const name = escapeMarkup(`${serviceReference(service)} at ${server}`);
  const counts = `tests="${cases.length}" failures="${differs}" errors="0" skipped="${skipped}" time="${seconds(durationMs)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="conformance" ${counts}>
  <testsuite name="${name}" ${counts} timestamp="${escapeMarkup(startedAt)}">
${cases.map(testCase).join('\n')}
  </testsuite>
</testsuites>
`;
}

function testCase({ group, name, call, outcome, differences, notes, durationMs }: CaseResult): string {
  const head = `    <testcase classname="${escapeMarkup(group)}" name="${escapeMarkup(`${name} (${call})`)}" time="${seconds(durationMs)}"`;
  if (outcome === 'conforms') return `${head}/>`;
  if (outcome === 'skipped') return `${head}><skipped message="${escapeMarkup(notes.join(' '))}"/></testcase>`;
  const lines = differences.map(({ place, message }) => `${place} ${message}`);
  return `${head}><failure message="${escapeMarkup(lines[0] ?? '')}">${escapeMarkup(lines.join('\n'))}</failure></testcase>`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
