import type { Finding, GuidelineRule, Lifecycle } from '../catalogue/model.ts';
import type { ServiceReport } from './report.ts';

/** The stages a service goes through, in order. */
export const STAGES: Lifecycle[] = ['draft', 'alpha', 'beta', 'stable'];

/** How many findings are for later, by the stage from which they count. */
export function laterByStage(findings: Finding[], guideline: GuidelineRule[]): Map<Lifecycle, number> {
  const required = new Map(guideline.map(({ id, requiredFrom }) => [id, requiredFrom]));
  const counts = new Map<Lifecycle, number>();
  for (const { severity, rule } of findings) {
    const stage = required.get(rule);
    if (severity === 'warning' && stage !== undefined) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  return counts;
}

/** The first stage ahead that asks for more than the service has, and what it asks for; `null` where none does. */
export function dueNext(
  { lifecycle, findings }: Pick<ServiceReport, 'lifecycle' | 'findings'>,
  guideline: GuidelineRule[],
): { stage: Lifecycle; findings: Finding[] } | null {
  const place = lifecycle === null ? -1 : STAGES.indexOf(lifecycle);
  const counts = laterByStage(findings, guideline);
  const stage = place === -1 ? undefined : STAGES.slice(place + 1).find((ahead) => counts.has(ahead));
  if (stage === undefined) return null;
  const rules = new Set(guideline.filter(({ requiredFrom }) => requiredFrom === stage).map(({ id }) => id));
  return { stage, findings: findings.filter(({ severity, rule }) => severity === 'warning' && rules.has(rule)) };
}
