import type { Assessment, RuleCategory } from '../catalogue/model.ts';
import type { Rule } from './rule.ts';

/** Categories in the order in which people read about a service. */
export const CATEGORIES: RuleCategory[] = [
  'metadata',
  'design',
  'security',
  'errors',
  'data',
  'examples',
  'lifecycle',
  'translation',
];

/**
 * The score of a spec. The points of all rules together are 100. A rule about the whole service is won or lost; a rule about
 * operations loses the share of operations at which it is broken, where a place outside of operations counts as one.
 * @param places for each rule the places at which it is broken, such as `POST /transfers`
 */
export function score(
  rules: Map<string, Rule>,
  places: Map<string, Set<string>>,
  operations: number,
): Pick<Assessment, 'score' | 'categories'> & { losses: { rule: string; points: number }[] } {
  const sum = [...rules.values()].reduce((total, { points }) => total + points, 0);
  const losses: { rule: string; points: number }[] = [];
  const categories = CATEGORIES.map((id) => ({ id, points: 0, maximum: 0 }));
  for (const [id, { category, points, scope }] of rules) {
    const worth = (points / sum) * 100;
    const broken = places.get(id)?.size ?? 0;
    const share = broken === 0 ? 0 : scope === 'service' ? 1 : Math.min(1, broken / Math.max(1, operations));
    if (share > 0) losses.push({ rule: id, points: worth * share });
    const entry = categories.find((known) => known.id === category);
    if (entry === undefined) continue;
    entry.maximum += worth;
    entry.points += worth * (1 - share);
  }
  const lost = losses.reduce((total, { points }) => total + points, 0);
  return {
    // Whoever loses anything does not read 100.
    score: lost > 0 ? Math.min(99, Math.round(100 - lost)) : 100,
    categories: categories.map(({ id, points, maximum }) => ({ id, points: tenths(points), maximum: tenths(maximum) })),
    losses: losses.sort((a, b) => b.points - a.points).map(({ rule, points }) => ({ rule, points: tenths(points) })),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
