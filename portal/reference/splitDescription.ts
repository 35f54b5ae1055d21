/** Most characters of a description that a page begins with. */
const LONGEST_LEAD = 240;

/** What begins a block of Markdown that is no paragraph. */
const NO_PARAGRAPH = /^(#|>|\||`{3}|~{3}|[-*+] |\d+[.)] |<|\s{4})/;

const LINK_DEFINITION = /^ {0,3}\[[^\]]+\]:/m;

/**
 * A description in Markdown as what a page begins with, its first paragraph or the first sentences of a long one, and what
 * follows. One that cannot be divided so is `lead` where it is short, else `more`.
 */
export function splitDescription(markdown: string): { lead: string; more: string } {
  const text = markdown.trim();
  const whole = text.length <= LONGEST_LEAD ? { lead: text, more: '' } : { lead: '', more: text };
  if (whole.more === '' || NO_PARAGRAPH.test(text) || LINK_DEFINITION.test(text)) return whole;
  const end = text.search(/\n[ \t]*\n/);
  const paragraph = end === -1 ? text : text.slice(0, end);
  const at = paragraph.length <= LONGEST_LEAD ? paragraph.length : sentenceEnd(paragraph);
  return { lead: text.slice(0, at).trim(), more: text.slice(at).trim() };
}

/** Where the last sentence ends that still fits; of sentences that are all too long, the first. */
function sentenceEnd(paragraph: string): number {
  const ends = [...paragraph.matchAll(/[.!?\u0964](?=\s+[^\s\p{Ll}])/gu)]
    .map(({ index }) => index + 1)
    .filter((end) => isClosed(paragraph.slice(0, end)));
  return ends.findLast((end) => end <= LONGEST_LEAD) ?? ends[0] ?? paragraph.length;
}

/** Whether no code, emphasis, link or bracket is left open. */
function isClosed(markdown: string): boolean {
  const count = (mark: string) => markdown.split(mark).length - 1;
  return count('`') % 2 === 0 && count('*') % 2 === 0 && count('[') === count(']') && count('(') === count(')');
}
