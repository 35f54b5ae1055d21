import type { Finding, GuidelineRule, Lifecycle } from '../catalogue/model.ts';

/** What a draft has to see to before a stage; `any`: whenever there is time. */
export interface ToDo {
  before: Lifecycle | 'any';
  count: number;
  /** Most frequent rule first. */
  rules: { rule: string; findings: Finding[] }[];
}

const STAGES: Lifecycle[] = ['draft', 'alpha', 'beta', 'stable'];

/**
 * Groups what the check found in a draft by the stage that asks for it: errors stand in the way of the draft itself, a
 * warning in the way of the stage its rule is required from.
 */
export function toDoOf(findings: Finding[], guideline: GuidelineRule[]): ToDo[] {
  const stageOf = ({ severity, rule }: Finding): ToDo['before'] => {
    if (severity === 'error') return 'draft';
    const stage = guideline.find(({ id }) => id === rule)?.requiredFrom;
    return stage === undefined || stage === 'draft' ? 'any' : stage;
  };
  const groups = Map.groupBy(findings, stageOf);
  return [...STAGES, 'any' as const].flatMap((before) => {
    const group = groups.get(before);
    if (group === undefined) return [];
    const rules = [...Map.groupBy(group, ({ rule }) => rule)].map(([rule, found]) => ({ rule, findings: found }));
    return [{ before, count: group.length, rules: rules.sort((a, b) => b.findings.length - a.findings.length) }];
  });
}

const PLACES_OF_AN_ERROR = 10;
const HEADINGS = {
  draft: 'Before it is a draft (errors)',
  alpha: 'Before alpha',
  beta: 'Before beta',
  stable: 'Before stable',
  any: 'Whenever there is time',
};

/** The groups as lines to read: each place of an error, and for the rest how often and where first. */
export function toDoText(toDo: ToDo[], pathOf: (file: string) => string): string {
  const lines: string[] = [];
  for (const { before, count, rules } of toDo) {
    lines.push('', `${HEADINGS[before as keyof typeof HEADINGS]}: ${count}`);
    for (const { rule, findings } of rules) {
      const [first] = findings;
      if (first === undefined) continue;
      if (before === 'draft') {
        lines.push(`  ${rule}  ${findings.length} ×   ${first.hint}`);
        for (const { file, line, message } of findings.slice(0, PLACES_OF_AN_ERROR)) {
          lines.push(`    ${pathOf(file)}:${line}  ${message}`);
        }
        const more = findings.length - PLACES_OF_AN_ERROR;
        if (more > 0) lines.push(`    … and ${more} more; "npm run check" lists them all.`);
      } else {
        lines.push(`  ${rule}  ${findings.length} ×   first at line ${first.line}: ${first.message}`);
      }
    }
  }
  return lines.join('\n').trimStart();
}
