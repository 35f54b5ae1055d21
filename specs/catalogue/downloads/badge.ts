import { escapeMarkup } from '../../base/escape-markup.ts';
import type { Service } from '../model.ts';

const HEIGHT = 20;
const PADDING = 7;
/** Width of a letter at 11 px; `textLength` makes whatever font a machine has fit it. */
const LETTER = 6.4;

/** Ends with white on a ground of its own, so that it reads on light and on dark pages. */
const BACKGROUND = '#3a4336';
const SCORES = [
  { from: 90, colour: '#22652a' },
  { from: 70, colour: '#7a4a00' },
  { from: 0, colour: '#a3241c' },
];
const UNSCORED = '#535e4e';

/** `/catalogue/<service>/<v>/badge.svg`: score and stage as a small picture for READMEs. Needs no font and no other file. */
export function badgeSvg({ title, version, lifecycle, assessment }: Service): string {
  const score = assessment?.score ?? null;
  const [left, right] = ['API spec', `${score === null ? 'not scored' : `${score}/100`} · ${lifecycle}`];
  const colour = SCORES.find(({ from }) => score !== null && score >= from)?.colour ?? UNSCORED;
  const said = `${title} ${version}: ${score === null ? 'not scored yet' : `score ${score} of 100`}, ${lifecycle}`;
  const [leftText, rightText] = [left.length * LETTER, right.length * LETTER];
  const split = leftText + 2 * PADDING;
  const width = split + rightText + 2 * PADDING;
  const text = (x: number, length: number, words: string) =>
    `<text x="${round(x)}" y="14" textLength="${round(length)}" lengthAdjust="spacingAndGlyphs">${words}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${HEIGHT}" role="img" aria-label="${escapeMarkup(said)}">
<title>${escapeMarkup(said)}</title>
<clipPath id="corners"><rect width="${round(width)}" height="${HEIGHT}" rx="4"/></clipPath>
<g clip-path="url(#corners)"><rect width="${round(split)}" height="${HEIGHT}" fill="${BACKGROUND}"/><rect x="${round(split)}" width="${round(width - split)}" height="${HEIGHT}" fill="${colour}"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" aria-hidden="true">${text(PADDING, leftText, left)}${text(split + PADDING, rightText, right)}</g>
</svg>
`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
