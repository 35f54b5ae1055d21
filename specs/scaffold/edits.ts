/** One replacement in a text; `start` equal to `end` inserts. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The text with all replacements made; whatever they do not touch stays byte for byte. */
export function applyEdits(text: string, edits: Edit[]): string {
  let result = text;
  // From the end, so that no place moves; of insertions at one place the first given comes first.
  for (const { start, end, text: next } of edits.toReversed().sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + next + result.slice(end);
  }
  return result;
}

/** How many lines the edits put before what stands at a place of the text. */
export function linesAdded(edits: Edit[], offset: number, original: string): number {
  const before = edits.filter(({ start }) => start <= offset);
  return before.reduce((lines, { start, end, text }) => lines + ends(text) - ends(original.slice(start, end)), 0);
}

function ends(text: string): number {
  return text.split('\n').length - 1;
}
