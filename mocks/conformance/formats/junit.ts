import { type CaseResult, type ConformanceReport, countOutcomes } from '../report.ts';

/** The report as JUnit XML, which CI systems show: one suite, one test a case. */
export function junitReport({ service, server, startedAt, durationMs, cases }: ConformanceReport): string {
  const { differs, skipped } = countOutcomes(cases);
  const name = xml(`${service.id}/${service.version} at ${server}`);
  const counts = `tests="${cases.length}" failures="${differs}" errors="0" skipped="${skipped}" time="${seconds(durationMs)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="conformance" ${counts}>
  <testsuite name="${name}" ${counts} timestamp="${xml(startedAt)}">
${cases.map(testCase).join('\n')}
  </testsuite>
</testsuites>
`;
}

function testCase({ group, name, call, outcome, differences, notes, durationMs }: CaseResult): string {
  const head = `    <testcase classname="${xml(group)}" name="${xml(`${name} (${call})`)}" time="${seconds(durationMs)}"`;
  if (outcome === 'conforms') return `${head}/>`;
  if (outcome === 'skipped') return `${head}><skipped message="${xml(notes.join(' '))}"/></testcase>`;
  const lines = differences.map(({ at, message }) => `${at} ${message}`);
  return `${head}><failure message="${xml(lines[0] ?? '')}">${xml(lines.join('\n'))}</failure></testcase>`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as XML can hold it; characters that it cannot hold at all become U+FFFD. */
function xml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
