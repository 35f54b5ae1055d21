import { posix } from 'node:path';
import type { CheckReport } from '../report.ts';
import type { FormatOptions } from './text.ts';

/** Static Analysis Results Interchange Format 2.1.0 (OASIS), which code scanning of the forges reads. */
export function sarifReport(report: CheckReport, { guideline, folder, portalUrl }: FormatOptions): string {
  const findings = [...report.findings, ...report.services.flatMap((service) => service.findings)];
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  return JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'dpi-check',
              informationUri: `${portalUrl}/guideline/`,
              rules: rules.map((id) => {
                const known = guideline.find((rule) => rule.id === id);
                if (known === undefined) return { id };
                return {
                  id,
                  shortDescription: { text: known.title },
                  help: { text: `${known.why}\n\n${known.fix}` },
                  helpUri: `${portalUrl}/guideline/${id}/`,
                };
              }),
            },
          },
          results: findings.map(({ rule, severity, message, hint, file, line, column }) => ({
            ruleId: rule,
            ruleIndex: rules.indexOf(rule),
            level: severity === 'error' ? 'error' : 'note',
            message: { text: `${message} ${hint}` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: posix.join(folder.replaceAll('\\', '/'), file.replaceAll('\\', '/')) },
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
