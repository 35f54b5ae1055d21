import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeMarkup } from '@dpi/specs/escape-markup';
import { serviceReference } from '@dpi/specs/service-reference';
import { type CaseResult, type ConformanceReport, countOutcomes } from '../report.ts';

const STYLES = readFileSync(join(import.meta.dirname, 'html.css'), 'utf8');
const WORDS = { conforms: 'As promised', differs: 'Different', skipped: 'Not sent' };
const MARKS = { conforms: '✓', differs: '✗', skipped: '–' };

/** The report as one page that needs nothing else and can be printed. */
export function htmlReport(report: ConformanceReport): string {
  const { service, server, startedAt, durationMs, cases, stopped, conforms } = report;
  const counts = countOutcomes(cases);
  const title = `${service.title} ${service.release}: ${conforms ? 'conforms' : 'does not conform'}`;
  const groups = Map.groupBy(cases, ({ group }) => group);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>
${STYLES}</style>
</head>
<body>
<header>
<p class="verdict ${conforms ? 'conforms' : 'differs'}"><span aria-hidden="true">${conforms ? '✓' : '✗'}</span> ${conforms ? 'Conforms' : 'Does not conform'}</p>
<h1>${escapeMarkup(service.title)}</h1>
<p>What the server answers, held against the examples of the spec.</p>
<dl>
<div><dt>Service</dt><dd>${escapeMarkup(serviceReference(service))}, release ${escapeMarkup(service.release || 'unknown')}</dd></div>
<div><dt>Server</dt><dd>${escapeMarkup(server)}</dd></div>
<div><dt>Started</dt><dd><time datetime="${escapeMarkup(startedAt)}">${escapeMarkup(startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))}</time>, took ${(durationMs / 1000).toFixed(1)} s</dd></div>
</dl>
<ul class="counts">
${(['conforms', 'differs', 'skipped'] as const).map((outcome) => `<li class="${outcome}"><b>${counts[outcome]}</b> ${WORDS[outcome]}</li>`).join('\n')}
</ul>
${stopped === null ? '' : `<p class="stopped">${escapeMarkup(stopped)}</p>\n`}</header>
<main>
${[...groups].map(([group, members]) => section(group, members)).join('\n')}
</main>
</body>
</html>
`;
}

function section(group: string, cases: CaseResult[]): string {
  const [first, ...others] = cases;
  // The steps of a journey call one operation after another.
  const call = first !== undefined && others.every((other) => other.call === first.call) ? first.call : null;
  const wrong = cases.filter(({ outcome }) => outcome === 'differs').length;
  return `<section>
<h2>${escapeMarkup(group)}${call === null ? '' : ` <span>${escapeMarkup(call)}</span>`}</h2>
<table>
<caption>${cases.length} ${cases.length === 1 ? 'case' : 'cases'}${wrong === 0 ? '' : `, ${wrong} different`}</caption>
<thead><tr><th scope="col">Result</th><th scope="col">Example</th><th scope="col">Answer</th><th scope="col">Time</th></tr></thead>
<tbody>
${cases.map((result) => row(result, call === null)).join('\n')}
</tbody>
</table>
</section>`;
}

function translated(translations: Record<string, string>): string {
  return Object.entries(translations)
    .map(([locale, text]) => `<br><span lang="${escapeMarkup(locale)}">${escapeMarkup(text)}</span>`)
    .join('');
}

function row(result: CaseResult, showsCall: boolean): string {
  const { name, title, call, outcome, status, differences, notes, durationMs } = result;
  const faults = differences.map(
    ({ at, message, translations = {} }) =>
      `<li><code>${escapeMarkup(at)}</code> ${escapeMarkup(message)}${translated(translations)}</li>`,
  );
  const details = [
    faults.length === 0 ? '' : `<ul class="faults">${faults.join('')}</ul>`,
    notes.length === 0 ? '' : `<p class="notes">${escapeMarkup(notes.join(' '))}</p>`,
  ].join('');
  return `<tr class="${outcome}"><td><span aria-hidden="true">${MARKS[outcome]}</span> ${WORDS[outcome]}</td><th scope="row">${escapeMarkup(title)}<code>${escapeMarkup(showsCall ? `${name}  ${call}` : name)}</code>${details}</th><td>${status ?? '–'}</td><td>${outcome === 'skipped' ? '–' : `${durationMs} ms`}</td></tr>`;
}
