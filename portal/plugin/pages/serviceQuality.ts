import type { Catalogue, Service } from '@dpi/specs/model';
import type { ServiceQuality } from '../pageData.ts';

/** More places of one fault than these are only counted: whoever mends these finds the others with the check. */
const MOST_PLACES = 5;

/** How a service does by the guideline; `null` where it was not assessed. */
export function serviceQuality({ guideline }: Catalogue, { assessment }: Service): ServiceQuality | null {
  if (assessment === null) return null;
  const titleOf = (id: string) => guideline.find((rule) => rule.id === id)?.title ?? id;
  return {
    score: assessment.score,
    cap: assessment.cap && {
      points: assessment.cap.points,
      rules: assessment.cap.rules.map((id) => ({ id, title: titleOf(id) })),
    },
    categories: assessment.categories.filter(({ maximum }) => maximum > 0),
    losses: assessment.losses.map(({ rule, points, findings }) => ({
      rule,
      title: titleOf(rule),
      points,
      places: findings.slice(0, MOST_PLACES).map(({ file, line, message }) => ({ at: `${file}:${line}`, message })),
      more: Math.max(0, findings.length - MOST_PLACES),
    })),
    waivers: assessment.waivers.map(({ rule, reason, until, expired }) => ({
      rule,
      title: titleOf(rule),
      reason,
      until,
      expired,
    })),
  };
}
