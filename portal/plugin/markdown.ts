import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import type { CompileContext, HtmlExtension, Token } from 'micromark-util-types';
import { plainText } from '../reference/plainText.ts';

/**
 * Markdown of a spec as HTML that is safe to show: tags in it appear as text, links lead to the web or to mail only,
 * pictures are replaced by their description.
 *
 * @param topHeading level that its highest heading gets: one below the heading it stands under
 */
export function markdownToHtml(markdown: string, topHeading = 4): string {
  const key = `${topHeading} ${markdown}`;
  const html = made.get(key) ?? convert(markdown, topHeading);
  made.set(key, html);
  return html;
}

/** What was converted before: the descriptions of a shared schema are on hundreds of pages. */
const made = new Map<string, string>();

function convert(markdown: string, topHeading: number): string {
  if (markdown.trim() === '') return '';
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml(), lineBreaks] });
  // All that the author wrote is escaped by now: what looks like a tag here is one that micromark made.
  const highest = Math.min(...Array.from(html.matchAll(HEADING), ({ 2: level }) => Number(level)));
  return html
    .replaceAll(HEADING, (_, slash: string, level: string) => {
      return `<${slash}h${Math.min(Number(level) - highest + topHeading, 6)}>`;
    })
    .replaceAll(NOT_A_LINK, '$1')
    .replaceAll(/<img src="[^"]*" alt="([^"]*)"[^>]*>/g, '$1')
    .replaceAll('<pre>', '<pre tabindex="0">');
}

/** Links that micromark left without an address, or that lead to chats. */
const NOT_A_LINK = /<a href="(?:(?:ircs?|xmpp):[^"]*)?"(?: title="[^"]*")?>([\s\S]*?)<\/a>/gi;

const HEADING = /<(\/?)h([1-6])>/g;

/** Markdown as one line of plain text, for summaries and search engines. */
export function markdownToText(markdown: string): string {
  return plainText(markdownToHtml(markdown));
}

/** `<br>` is the one tag that Markdown has no good word for, in the cells of a table. */
const lineBreaks: HtmlExtension = {
  exit: {
    htmlTextData(this: CompileContext, token: Token) {
      const tag = this.sliceSerialize(token);
      if (/^<br\s*\/?>$/i.test(tag)) this.tag('<br>');
      else this.raw(this.encode(tag));
    },
  },
};
