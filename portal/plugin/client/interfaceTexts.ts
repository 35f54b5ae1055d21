/**
 * Docusaurus looks texts up while a page is shown, in a table with the translations of all pages that every page loads,
 * beside the English in the code. Each language has a build of its own, though: this puts the texts in their places while the
 * site is built, so that a script brings the texts that it shows, in one language.
 */

/** `translate({ id: '…', message: '…' }`, and what closes the call where it has no values. */
const CALL =
  /\btranslate\(\s*\{\s*id:\s*'([^']+)',\s*message:\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`),?\s*\}(\s*,?\s*\))?/g;

/** `<Translate id="…">…</Translate>` */
const ELEMENT = /<Translate\s+id="([^"]+)"([\s\S]*?)<\/Translate>/g;

const ANY = /\btranslate\(|<Translate\b/g;

/** Ids of the texts in a module, each with its English as it is written there. */
export function textsIn(source: string): [id: string, english: string][] {
  return [
    ...[...source.matchAll(CALL)].map(({ 1: id = '', 2: english = '' }): [string, string] => [id, english]),
    ...[...source.matchAll(ELEMENT)].map(({ 1: id = '', 2: rest = '' }): [string, string] => [
      id,
      rest.slice(endOfTag(rest)),
    ]),
  ];
}

/**
 * A module with its texts in one language.
 * @param texts by id; the English stays where there is none
 * @throws where a text has no id, or is written in another way
 */
export function withTexts(source: string, texts: Record<string, string>): string {
  const count = source.match(ANY)?.length ?? 0;
  if (count !== textsIn(source).length) throw new Error('A text needs its id first and its English after it');
  return source
    .replace(CALL, (_, id: string, english: string, end: string | undefined) => {
      const text = Object.hasOwn(texts, id) ? JSON.stringify(texts[id]) : english;
      return end === undefined ? `translate({ message: ${text} }` : text;
    })
    .replace(ELEMENT, (_, id: string, rest: string) => {
      const end = endOfTag(rest);
      const text = Object.hasOwn(texts, id) ? `{${JSON.stringify(texts[id])}}` : rest.slice(end);
      return `<Translate${rest.slice(0, end)}${text}</Translate>`;
    });
}

function endOfTag(rest: string): number {
  return rest.lastIndexOf('>') + 1;
}
