export interface JsonToken {
  kind: 'key' | 'string' | 'number' | 'word' | 'plain';
  text: string;
}

const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

/** A JSON text in coloured pieces. Joined they are the text again, whatever it holds. */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  const plain = (until: number) => {
    if (until > end) tokens.push({ kind: 'plain', text: text.slice(end, until) });
  };
  for (const match of text.matchAll(pattern)) {
    const [, quoted, colon, number, word] = match;
    plain(match.index);
    const piece = quoted ?? number ?? word ?? '';
    const kind = quoted ? (colon === undefined ? 'string' : 'key') : number ? 'number' : 'word';
    tokens.push({ kind, text: piece });
    end = match.index + piece.length;
  }
  plain(text.length);
  return tokens;
}
