import { relative } from 'node:path';
import type { Finding } from './model.ts';

/** Lints one OpenAPI file by Redocly's recommended rules. Never throws for what the file holds. */
export async function lintSpec(file: string, specsDir: string, service: string): Promise<Finding[]> {
  const core = await import('@redocly/openapi-core');
  const config = await core.createConfig({ extends: ['recommended'] });
  const problems = await core.lint({ ref: file, config });
  return problems
    .filter(({ ignored }) => ignored !== true)
    .map((problem) => {
      const [place] = problem.location;
      const start = place === undefined ? { line: 1, col: 1 } : core.getLineColLocation(place).start;
      return {
        severity: problem.severity === 'error' ? 'error' : 'warning',
        rule: problem.ruleId,
        service,
        file: relative(specsDir, place?.source.absoluteRef ?? file),
        line: start.line,
        column: start.col,
        message: problem.message.split('\n')[0] ?? '',
        hint:
          problem.suggest[0] === undefined
            ? `Rule: https://redocly.com/docs/cli/rules/oas/${problem.ruleId}`
            : `Did you mean "${problem.suggest[0]}"?`,
      };
    });
}
