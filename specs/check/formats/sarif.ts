import { posix } from 'node:path';
import type { Finding, GuidelineRule } from '../../catalogue/model.ts';
import type { CheckReport } from '../report.ts';
import { oneLine } from './one-line.ts';
import { sentence } from './sentence.ts';
import type { FormatOptions } from './text.ts';
import { wordsIn } from './words.ts';

/** Code scanning of GitHub shows so many results of a run, and refuses a file of more than 25,000. */
const MOST_RESULTS = 5000;

/** Static Analysis Results Interchange Format 2.1.0 (OASIS), which code scanning of the forges reads. */
export function sarifReport(report: CheckReport, options: FormatOptions): string {
  const { guideline, folder, portalUrl } = options;
  const all = [...report.findings, ...report.services.flatMap((service) => service.findings)];
  const [errors, warnings] = [all.filter(isError), all.filter((finding) => !isError(finding))];
  const findings = [...errors, ...warnings].slice(0, MOST_RESULTS);
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  // Addresses have to be whole ones here; without a portal there are none.
  const page = (path: string) => (/^https?:/.test(portalUrl) ? `${portalUrl}/guideline/${path}` : undefined);
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'dpi-check',
              informationUri: page(''),
              rules: rules.map((id) => {
                const known = guideline.find((rule) => rule.id === id);
                if (known === undefined) return { id };
                return {
                  id,
                  shortDescription: { text: known.title },
                  help: { text: help(known), markdown: help(known) },
                  helpUri: page(`${id}/`),
                };
              }),
            },
          },
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications:
                all.length === findings.length
                  ? []
                  : [{ level: 'warning', message: { text: wordsIn(options).bounded(findings.length, all.length) } }],
            },
          ],
          results: findings.map(({ rule, severity, message, hint, file, line, column, pointer }) => ({
            ruleId: rule,
            ruleIndex: rules.indexOf(rule),
            level: severity === 'error' ? 'error' : 'note',
            message: { text: oneLine(`${sentence(message)} ${hint}`) },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(posix.join(slashed(folder), slashed(file))) },
                  region: { startLine: Math.max(1, line), startColumn: Math.max(1, column) },
                },
                ...(pointer === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: pointer }] }),
              },
            ],
          })),
        },
      ],
    },
    null,
    2,
  );
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function help({ why, fix }: GuidelineRule): string {
  return `${why}\n\n${fix}`;
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
