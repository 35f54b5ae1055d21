import type { Catalogue, GuidelineRule } from '@dpi/specs/model';
import { rulePoints } from '@dpi/specs/score';
import { highlightYaml } from '../highlightYaml.ts';
import { markdownToHtml } from '../markdown.ts';
import type { GuidelinePage, RulePage } from '../pageData.ts';

export function guidelinePage({ guideline, services }: Catalogue): GuidelinePage {
  const broken = new Map<string, number>();
  for (const { assessment } of services) {
    for (const { rule } of assessment?.losses ?? []) broken.set(rule, (broken.get(rule) ?? 0) + 1);
  }
  const points = rulePoints(guideline);
  const categories = [...new Set(guideline.map(({ category }) => category))];
  return {
    services: services.filter(({ assessment }) => assessment !== null).length,
    categories: categories.map((id) => ({
      id,
      points: Math.round(
        guideline.reduce((sum, rule) => sum + (rule.category === id ? (points.get(rule.id) ?? 0) : 0), 0),
      ),
      rules: guideline
        .filter(({ category }) => category === id)
        .map((rule) => ({
          id: rule.id,
          title: rule.title,
          requiredFrom: rule.requiredFrom,
          points: worth(rule, points),
          protectsPeople: rule.protectsPeople,
          brokenBy: broken.get(rule.id) ?? 0,
        })),
    })),
  };
}

export function rulePage({ guideline, services }: Catalogue, rule: GuidelineRule): RulePage {
  const { id, category, title, why, fix, bad, good, requiredFrom } = rule;
  return {
    id,
    category,
    title,
    whyHtml: markdownToHtml(why, 3),
    fixHtml: markdownToHtml(fix, 3),
    bad: code(bad),
    good: code(good),
    requiredFrom,
    points: worth(rule, rulePoints(guideline)),
    protectsPeople: rule.protectsPeople,
    brokenBy: services.flatMap((service) => {
      const loss = service.assessment?.losses.find((entry) => entry.rule === id);
      if (loss === undefined) return [];
      const { title, version, lifecycle, url } = service;
      return [{ title, version, lifecycle, url, points: loss.points, places: loss.findings.length }];
    }),
    waivers: services.flatMap(({ title, version, url, assessment }) =>
      (assessment?.waivers ?? [])
        .filter((waiver) => waiver.rule === id)
        .map(({ reason, until, expired }) => ({ title, version, url, reason, until, expired })),
    ),
  };
}

/** What a rule is worth of the 100 points that all are together, to one decimal. */
function worth({ id }: GuidelineRule, points: Map<string, number>): number {
  return Math.round((points.get(id) ?? 0) * 10) / 10;
}

function code(text: string): { text: string; html: string } {
  return { text: text.trimEnd(), html: highlightYaml(text) };
}
