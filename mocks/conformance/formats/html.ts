import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeMarkup } from '@dpi/specs/escape-markup';
import { serviceReference } from '@dpi/specs/service-reference';
import type { MessageValues, Texts } from '@dpi/specs/texts';
import { type CaseResult, type ConformanceReport, countOutcomes } from '../report.ts';
import { said } from '../words.ts';

const STYLES = readFileSync(join(import.meta.dirname, 'html.css'), 'utf8');
const MARKS = { conforms: '✓', differs: '✗', skipped: '–' };

/** The report as one page that needs nothing else and can be printed. */
export function htmlReport(report: ConformanceReport, texts: Texts): string {
  const { locale, service, server, startedAt, durationMs, cases, stopped, conforms } = report;
  const say: Say = (name, values = {}) => escapeMarkup(texts.format(said(`page.${name}`, values), locale));
  const counts = countOutcomes(cases);
  const verdict = conforms ? 'conforms' : 'differs';
  const { title, release } = service;
  const groups = Map.groupBy(cases, ({ group }) => group);
  return `<!doctype html>
<html lang="${escapeMarkup(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(`title-${verdict}`, { title, release })}</title>
<style>
${STYLES}</style>
</head>
<body>
<header>
<p class="verdict ${verdict}"><span aria-hidden="true">${MARKS[verdict]}</span> ${say(verdict)}</p>
<h1>${escapeMarkup(title)}</h1>
<p>${say('what')}</p>
<dl>
<div><dt>${say('service')}</dt><dd>${say(release === '' ? 'no-release' : 'release', { service: serviceReference(service), release })}</dd></div>
<div><dt>${say('server')}</dt><dd>${escapeMarkup(server)}</dd></div>
<div><dt>${say('started')}</dt><dd><time datetime="${escapeMarkup(startedAt)}">${escapeMarkup(startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))}</time>, ${say('took', { seconds: Math.round(durationMs / 100) / 10 })}</dd></div>
</dl>
<ul class="counts">
${(['conforms', 'differs', 'skipped'] as const).map((outcome) => `<li class="${outcome}"><b>${say('count', { count: counts[outcome] })}</b> ${say(`outcome.${outcome}`)}</li>`).join('\n')}
</ul>
${stopped === null ? '' : `<p class="stopped">${escapeMarkup(stopped)}</p>\n`}</header>
<main>
${[...groups].map(([group, members]) => section(group, members, say)).join('\n')}
</main>
</body>
</html>
`;
}

type Say = (name: string, values?: MessageValues) => string;

function section(group: string, cases: CaseResult[], say: Say): string {
  const [first, ...others] = cases;
  // The steps of a journey call one operation after another.
  const call = first !== undefined && others.every((other) => other.call === first.call) ? first.call : null;
  const wrong = cases.filter(({ outcome }) => outcome === 'differs').length;
  return `<section>
<h2>${escapeMarkup(group)}${call === null ? '' : ` <span>${escapeMarkup(call)}</span>`}</h2>
<table>
<caption>${say('cases', { count: cases.length })}${wrong === 0 ? '' : `, ${say('wrong', { count: wrong })}`}</caption>
<thead><tr>${['result', 'example', 'answer', 'time'].map((column) => `<th scope="col">${say(column)}</th>`).join('')}</tr></thead>
<tbody>
${cases.map((result) => row(result, call === null, say)).join('\n')}
</tbody>
</table>
</section>`;
}

function row(result: CaseResult, showsCall: boolean, say: Say): string {
  const { name, title, call, outcome, status, differences, notes, durationMs } = result;
  const found = differences.map(
    ({ place, message }) => `<li><code>${escapeMarkup(place)}</code> ${escapeMarkup(message)}</li>`,
  );
  const details = [
    found.length === 0 ? '' : `<ul class="differences">${found.join('')}</ul>`,
    notes.length === 0 ? '' : `<p class="notes">${escapeMarkup(notes.join(' '))}</p>`,
  ].join('');
  return `<tr class="${outcome}"><td><span aria-hidden="true">${MARKS[outcome]}</span> ${say(`outcome.${outcome}`)}</td><th scope="row">${escapeMarkup(title)}<code>${escapeMarkup(showsCall ? `${name}  ${call}` : name)}</code>${details}</th><td>${status ?? '–'}</td><td>${outcome === 'skipped' ? '–' : `${durationMs} ms`}</td></tr>`;
}
