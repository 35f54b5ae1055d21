import { posix } from 'node:path';
import type { GuidelineRule } from '../../catalogue/model.ts';
import type { CheckReport } from '../report.ts';
import { oneLine } from './one-line.ts';
import { sentence } from './sentence.ts';
import type { FormatOptions } from './text.ts';

/** Static Analysis Results Interchange Format 2.1.0 (OASIS), which code scanning of the forges reads. */
export function sarifReport(report: CheckReport, { guideline, folder, portalUrl }: FormatOptions): string {
  const findings = [...report.findings, ...report.services.flatMap((service) => service.findings)];
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
          results: findings.map(({ rule, severity, message, hint, file, line, column }) => ({
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

function help({ why, fix }: GuidelineRule): string {
  return `${why}\n\n${fix}`;
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
