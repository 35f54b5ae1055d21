import type { Assessment, GuidelineRule, RuleCategory } from '../catalogue/model.ts';
import type { Rule } from './rule.ts';

/**
 * Points of each category, 100 together, in the order in which people read about a service: what endangers people weighs
 * most, then what a client breaks on, then what readers need. They stay the same however many rules a category has.
 */
const WEIGHTS: Record<RuleCategory, number> = {
  metadata: 8,
  design: 14,
  security: 26,
  errors: 14,
  data: 16,
  examples: 12,
  lifecycle: 5,
  translation: 5,
};

export const CATEGORIES = Object.keys(WEIGHTS) as RuleCategory[];

/** The most that a spec can reach with one, two, three or more broken rules that protect people. */
const CAPS = [100, 60, 40, 20];

/**
 * The score of a spec, from 0 to 100. The points of a category are shared out among its rules. A rule about the whole service
 * is won or lost; a rule about operations loses the square root of the share of operations at which it is broken, because
 * a client calls several of them: a place outside of operations counts as one. Broken rules that protect people cap the score,
 * whatever else is right; a waiver says that somebody answers for them, and lifts the cap. Where there is no operation, nothing
 * is worth a point.
 * @param places for each rule the places at which it is broken, such as `POST /transfers`
 * @param unwaived rules that are broken where no waiver lets it off
 */
export function score(
  rules: Map<string, Rule>,
  places: Map<string, Set<string>>,
  operations: number,
  unwaived: Set<string> = new Set(places.keys()),
): Pick<Assessment, 'score' | 'categories' | 'cap'> & { losses: { rule: string; points: number }[] } {
  const worth = rulePoints([...rules].map(([id, rule]) => ({ id, ...rule })));
  const losses: { rule: string; points: number }[] = [];
  const categories = CATEGORIES.map((id) => ({ id, points: 0, maximum: 0 }));
  const dangers: string[] = [];
  for (const [id, { category, scope, protectsPeople }] of rules) {
    const points = worth.get(id) ?? 0;
    const broken = places.get(id)?.size ?? 0;
    const share =
      operations === 0 || (broken > 0 && scope === 'service') ? 1 : Math.sqrt(Math.min(1, broken / operations));
    if (broken > 0) losses.push({ rule: id, points: points * share });
    if (broken > 0 && protectsPeople && unwaived.has(id)) dangers.push(id);
    const entry = categories.find((known) => known.id === category);
    if (entry === undefined) continue;
    entry.maximum += points;
    entry.points += points * (1 - share);
  }
  const reached = categories.reduce((total, { points }) => total + points, 0);
  const cap = operations === 0 ? 0 : (CAPS[Math.min(dangers.length, CAPS.length - 1)] ?? 0);
  return {
    // Whoever loses anything does not read 100.
    score: Math.min(cap, losses.length > 0 ? Math.min(99, Math.round(reached)) : Math.round(reached)),
    cap: cap < 100 ? { points: cap, rules: dangers } : null,
    categories: categories.map(({ id, points, maximum }) => ({ id, points: tenths(points), maximum: tenths(maximum) })),
    losses: losses.sort((a, b) => b.points - a.points).map(({ rule, points }) => ({ rule, points: tenths(points) })),
  };
}

/** What each rule is worth of the 100 points that all are together. */
export function rulePoints(rules: Pick<GuidelineRule, 'id' | 'category' | 'points'>[]): Map<string, number> {
  const sums = new Map<RuleCategory, number>();
  for (const { category, points } of rules) sums.set(category, (sums.get(category) ?? 0) + points);
  // A guideline without rules of some category still has 100 points.
  const total = [...sums.keys()].reduce((sum, category) => sum + WEIGHTS[category], 0);
  return new Map(
    rules.map(({ id, category, points }) => [
      id,
      (points / (sums.get(category) ?? 1)) * (WEIGHTS[category] / total) * 100,
    ]),
  );
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
