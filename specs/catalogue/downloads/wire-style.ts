import type { Parameter } from '../model.ts';

/** How a client that is made writes a parameter: its style, or `multi-segment` for one that is the rest of the path. */
export function wireStyle({ in: place, style, allowReserved }: Parameter): string {
  return place === 'path' && allowReserved ? 'multi-segment' : style;
}
