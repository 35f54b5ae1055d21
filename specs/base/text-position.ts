/** A place in a text; both count from 1, columns in UTF-16 code units. */
export interface TextPosition {
  line: number;
  column: number;
}

/** Where in a text an offset stands. Whoever asks for many places of one text uses {@link TextLines}. */
export function positionAt(text: string, offset: number): TextPosition {
  return new TextLines(text.slice(0, offset)).positionAt(offset);
}

/** Knows where the lines of a text begin. */
export class TextLines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) this.#starts.push(end + 1);
  }

  positionAt(offset: number): TextPosition {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
