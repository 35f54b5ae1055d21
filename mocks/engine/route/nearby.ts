import { splitTemplate } from './router.ts';

const MAX_NEARBY = 5;

/** The templates most like a path that matches none, best first: for telling people what they may have meant. */
export function nearby(segments: string[], templates: string[]): string[] {
  return templates
    .map((template) => ({ template, likeness: likeness(segments, splitTemplate(template)) }))
    .filter((item) => item.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MAX_NEARBY)
    .map((item) => item.template);
}

function likeness(segments: string[], template: string[]): number {
  let score = segments.length === template.length ? 0.5 : 0;
  for (const [index, segment] of segments.entries()) {
    const other = template[index];
    if (other === undefined || segment === '') continue;
    if (segment === other) score += 2;
    else if (startsAlike(segment.toLowerCase(), other.toLowerCase())) score += 1;
  }
  // Equal length alone is no likeness.
  return score > 0.5 ? score : 0;
}

function startsAlike(a: string, b: string): boolean {
  const length = Math.max(3, Math.min(a.length, b.length) - 2);
  return a.length >= 3 && b.length >= 3 && a.slice(0, length) === b.slice(0, length);
}
