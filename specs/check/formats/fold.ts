import type { Finding } from '../../catalogue/model.ts';

/** Findings of one rule that are shown one by one. */
const SHOWN = 3;

/** The findings to show, in order, and how many more there are of the same rule and severity behind the last shown. */
export function fold(findings: Finding[]): { finding: Finding; more: number }[] {
  const groups = Map.groupBy(findings, ({ severity, rule }) => `${severity} ${rule}`);
  return [...groups.values()].flatMap((group) => {
    const shown = group.slice(0, SHOWN);
    return shown.map((finding, index) => ({
      finding,
      more: index === shown.length - 1 ? group.length - shown.length : 0,
    }));
  });
}
