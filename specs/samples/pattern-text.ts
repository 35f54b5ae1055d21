import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { patternOf } from './pattern-of.ts';
import { pick, type Random } from './random.ts';

/** Longer patterns are not read, and longer texts are not written. */
const MAX_PATTERN = 5000;
const MAX_TEXT = 2000;
const MAX_STEPS = 10_000;
const SHARES = [2, 3, 4, 6, 10];
const ATTEMPTS = 4;

const parser = new RegExpParser({ ecmaVersion: 2025 });
const CANDIDATES = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./ :@+#,;=!~$%&*()[]{}<>?|\'"\\^`\t\n',
];

class TooLong extends Error {}

/**
 * A text that matches a pattern and has a length within bounds; `undefined` where none was found. What the pattern looks
 * ahead or behind for is not read, only tested, so that such patterns may have none.
 */
export function patternText(
  pattern: string,
  bounds: { minLength: number; maxLength: number },
  random: Random,
): string | undefined {
  const parsed = parse(pattern);
  if (parsed === null) return undefined;
  const expression = patternOf(pattern);
  const written = (extra: number, attempt: number) =>
    new Writer(parsed.isUnicode, extra, attempt, random).write(parsed.pattern);
  const fits = (text: string) => {
    const length = [...text].length;
    return length >= bounds.minLength && length <= bounds.maxLength && expression.test(text);
  };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const shortest = written(0, attempt);
    if (shortest === null) continue;
    if (fits(shortest)) return shortest;
    const lacking = Math.max(0, bounds.minLength - shortest.length);
    // One repeated part, or several, have to make up for what lacks.
    for (const extra of new Set([lacking, ...SHARES.map((share) => Math.ceil(lacking / share)), 1, 2, 4])) {
      const text = extra === 0 ? null : written(extra, attempt);
      if (text !== null && fits(text)) return text;
    }
  }
  return undefined;
}

function parse(pattern: string): { pattern: AST.Pattern; isUnicode: boolean } | null {
  if (pattern.length > MAX_PATTERN) return null;
  for (const isUnicode of [true, false]) {
    try {
      return { pattern: parser.parsePattern(pattern, 0, pattern.length, { unicode: isUnicode }), isUnicode };
    } catch {
      // Patterns of the older syntax, such as `[\w\@]`.
    }
  }
  return null;
}

class Writer {
  readonly #isUnicode: boolean;
  readonly #extra: number;
  /** Which alternative is written, counted from the first. */
  readonly #attempt: number;
  readonly #random: Random;
  readonly #groups = new Map<AST.CapturingGroup, string>();
  readonly #characters = new Map<string, string[]>();
  #steps = 0;
  #length = 0;

  constructor(isUnicode: boolean, extra: number, attempt: number, random: Random) {
    this.#isUnicode = isUnicode;
    this.#extra = extra;
    this.#attempt = attempt;
    this.#random = random;
  }

  /** `null` where the text would be too long. */
  write(pattern: AST.Pattern): string | null {
    try {
      return this.#alternatives(pattern.alternatives);
    } catch (error) {
      if (error instanceof TooLong) return null;
      throw error;
    }
  }

  #alternatives(alternatives: AST.Alternative[]): string {
    const chosen = alternatives[this.#attempt % alternatives.length];
    return (chosen?.elements ?? []).map((element) => this.#element(element)).join('');
  }

  #element(element: AST.Element): string {
    if (++this.#steps > MAX_STEPS) throw new TooLong();
    switch (element.type) {
      case 'Assertion':
        return '';
      case 'Quantifier': {
        const { min, max } = element;
        const count = Math.min(max, min + this.#extra);
        let text = '';
        for (let index = 0; index < count; index++) text += this.#element(element.element);
        return text;
      }
      case 'Group':
        return this.#alternatives(element.alternatives);
      case 'CapturingGroup': {
        const text = this.#alternatives(element.alternatives);
        this.#groups.set(element, text);
        return text;
      }
      case 'Backreference': {
        const resolved = Array.isArray(element.resolved) ? element.resolved : [element.resolved];
        return this.#counted(resolved.map((group) => this.#groups.get(group) ?? '').join(''));
      }
      case 'Character':
        return this.#counted(String.fromCodePoint(element.value));
      default:
        return this.#counted(this.#characterOf(element));
    }
  }

  #counted(text: string): string {
    this.#length += text.length;
    if (this.#length > MAX_TEXT) throw new TooLong();
    return text;
  }

  #characterOf(element: AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass): string {
    const { raw } = element;
    let characters = this.#characters.get(raw);
    if (characters === undefined) {
      characters = charactersOf(element, this.#isUnicode);
      this.#characters.set(raw, characters);
    }
    const [first, ...rest] = characters;
    return first === undefined ? '' : pick([first, ...rest], this.#random);
  }
}

/** Characters of a set: those of letters, digits or signs that it holds, one kind only, else such as it names itself. */
function charactersOf(
  element: AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass,
  isUnicode: boolean,
): string[] {
  const expression = new RegExp(`^${element.raw}$`, isUnicode ? 'u' : '');
  const plain = CANDIDATES.filter((character) => expression.test(character));
  for (const kind of [/[a-z]/, /[0-9]/, /[A-Z]/]) {
    const ofKind = plain.filter((character) => kind.test(character));
    // A set of both letters and digits is written in both, as codes are.
    if (ofKind.length > 0) return kind.test('a') ? ofKind : plain.filter((character) => /[0-9A-Z]/.test(character));
  }
  if (plain.length > 0) return plain.slice(0, 1);
  if (element.type === 'CharacterSet') return SCRIPTS.filter((character) => expression.test(character));
  const own = element.type === 'CharacterClass' && !element.negate ? element.elements : [];
  return own
    .flatMap((item) => {
      if (item.type === 'Character') return [String.fromCodePoint(item.value)];
      if (item.type === 'CharacterClassRange') return [String.fromCodePoint(item.min.value)];
      return SCRIPTS;
    })
    .filter((character) => expression.test(character));
}

/** One letter or digit of scripts that a Unicode property may ask for. */
const SCRIPTS = [0x0995, 0x09e7, 0x0905, 0x0627, 0x4e00, 0x03b1, 0x0431, 0x0e01, 0x0b85].map((code) =>
  String.fromCodePoint(code),
);
