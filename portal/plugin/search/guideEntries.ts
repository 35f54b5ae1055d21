import { shorten } from '@dpi/specs';
import type { Guide } from '@dpi/specs/model';
import type { SearchEntry } from '@dpi/specs/search';
import { markdownToText } from '../markdown.ts';
import { firstSentence } from '../pages/standardPages.ts';

interface Section {
  heading: string;
  /** The anchor that its author gave it; `null` for the usual one. */
  anchor: string | null;
  /** Without what is code. */
  markdown: string;
}

/**
 * The guides and their sections.
 * @param pages paths of the guides that are known as something else, such as a journey: their sections add to nothing
 */
export function guideEntries(guides: Guide[], pages: ReadonlySet<string>): SearchEntry[] {
  return guides.filter(({ url }) => !pages.has(url)).flatMap(({ url, markdown }) => entriesOf(url, markdown));
}

function entriesOf(url: string, markdown: string): SearchEntry[] {
  const [first, ...rest] = sections(markdown);
  if (first === undefined) return [];
  const usual = anchors();
  usual(first.heading);
  return [
    { type: 'guide', url, title: first.heading, context: opening(first.markdown), text: wordsOf(first.markdown) },
    ...rest.map(
      ({ heading, anchor, markdown: words }): SearchEntry => ({
        type: 'guide',
        url: `${url}#${anchor ?? usual(heading)}`,
        title: heading,
        context: first.heading,
        text: wordsOf(words),
      }),
    ),
  ];
}

/** A guide from heading to heading. */
function sections(markdown: string): Section[] {
  const found: { heading: string; anchor: string | null; lines: string[] }[] = [];
  let fence = false;
  for (const line of markdown.split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) fence = !fence;
    const [, written = null, anchor = null] = fence ? [] : (HEADING.exec(line) ?? []);
    // As a heading, since "1. Begin" alone is a list.
    if (written !== null) found.push({ heading: markdownToText(`# ${written}`), anchor, lines: [] });
    else if (!fence && !/^\s*(:::?|```|~~~)/.test(line)) found.at(-1)?.lines.push(line);
  }
  return found.map(({ heading, anchor, lines }) => ({ heading, anchor, markdown: lines.join('\n').trim() }));
}

function opening(markdown: string): string {
  return shorten(firstSentence(markdownToText(/^.*(?:\n.+)*/.exec(markdown)?.[0] ?? '')), 200);
}

/** The words of a text; marks between them do not count, and where its links lead is no word. */
function wordsOf(markdown: string): string {
  return markdown.replace(/\]\([^)\s]*\)/g, ' ');
}

const HEADING = /^#{1,3}\s+(.*?)(?:\s*\{#([^}]+)\})?\s*$/;

/** Gives the headings of a page the anchors that Docusaurus gives them: those of GitHub. */
function anchors(): (heading: string) => string {
  const given = new Map<string, number>();
  return (heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\p{Join_Control} -]/gu, '')
      .replaceAll(' ', '-');
    const times = given.get(anchor) ?? 0;
    given.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  };
}
