/** A regular expression as a tree. Characters are code points, as ranges from first to last. */
export type Expression =
  | { kind: 'characters'; ranges: Range[] }
  | { kind: 'sequence'; parts: Expression[] }
  | { kind: 'choice'; parts: Expression[] }
  | { kind: 'repeat'; part: Expression; min: number; max: number }
  | { kind: 'start' }
  | { kind: 'end' };

export type Range = [first: number, last: number];

const LAST = 0x10ffff;
const DIGITS: Range[] = [[0x30, 0x39]];
const WORD: Range[] = [...DIGITS, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
const LINE_ENDS: Range[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
];
const SPACE: Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const CLASSES: Record<string, Range[]> = {
  d: DIGITS,
  D: others(DIGITS),
  w: WORD,
  W: others(WORD),
  s: SPACE,
  S: others(SPACE),
};
const CONTROLS: Record<string, number> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

/** What a text may hold before and after what an expression that is not anchored looks for. */
const ANYTHING: Expression = {
  kind: 'repeat',
  part: { kind: 'characters', ranges: [[0, LAST]] },
  min: 0,
  max: Number.POSITIVE_INFINITY,
};

/**
 * Reads an expression of JSON Schema, as one that whole texts must fit.
 * @returns `null` for what is no expression, or looks ahead, behind or back
 */
export function readExpression(written: string): Expression | null {
  try {
    new RegExp(written);
    return anchored(new Reader(written).read());
  } catch {
    return null;
  }
}

/** An expression is looked for anywhere in a text, unless it says where. `null` where it says so in its midst. */
function anchored(expression: Expression): Expression | null {
  if (expression.kind === 'choice') {
    const parts = expression.parts.map(anchored);
    return parts.includes(null) ? null : { kind: 'choice', parts: parts as Expression[] };
  }
  const parts = expression.kind === 'sequence' ? [...expression.parts] : [expression];
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && isGroup(only)) return anchored(only);
  const isFromStart = parts[0]?.kind === 'start';
  const isToEnd = parts.at(-1)?.kind === 'end';
  const inner = parts.slice(Number(isFromStart), isToEnd ? -1 : undefined);
  if (inner.some(isAnchoring)) return null;
  return { kind: 'sequence', parts: [...(isFromStart ? [] : [ANYTHING]), ...inner, ...(isToEnd ? [] : [ANYTHING])] };
}

function isGroup({ kind }: Expression): boolean {
  return kind === 'choice' || kind === 'sequence';
}

function isAnchoring(expression: Expression): boolean {
  if (expression.kind === 'start' || expression.kind === 'end') return true;
  if (expression.kind === 'repeat') return isAnchoring(expression.part);
  return expression.kind !== 'characters' && expression.parts.some(isAnchoring);
}

/** Thrown where an expression holds something that is not understood here. */
class NotUnderstood extends Error {}

class Reader {
  readonly #signs: string[];
  #at = 0;

  constructor(written: string) {
    this.#signs = [...written];
  }

  read(): Expression {
    const expression = this.#choice();
    if (this.#at < this.#signs.length) throw new NotUnderstood();
    return expression;
  }

  #takes(sign: string): boolean {
    if (this.#signs[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const sign = this.#signs[this.#at];
    if (sign === undefined) throw new NotUnderstood();
    this.#at += 1;
    return sign;
  }

  #choice(): Expression {
    const parts = [this.#sequence()];
    while (this.#takes('|')) parts.push(this.#sequence());
    return parts.length === 1 ? (parts[0] as Expression) : { kind: 'choice', parts };
  }

  #sequence(): Expression {
    const parts: Expression[] = [];
    for (let sign = this.#signs[this.#at]; sign !== undefined && sign !== '|' && sign !== ')'; ) {
      parts.push(this.#repeated(this.#atom()));
      sign = this.#signs[this.#at];
    }
    return { kind: 'sequence', parts };
  }

  #atom(): Expression {
    const sign = this.#next();
    if (sign === '^') return { kind: 'start' };
    if (sign === '$') return { kind: 'end' };
    if (sign === '.') return { kind: 'characters', ranges: others(LINE_ENDS) };
    if (sign === '[') return { kind: 'characters', ranges: this.#class() };
    if (sign === '\\') return { kind: 'characters', ranges: this.#escaped() };
    if (sign !== '(') return one(sign);
    if (this.#takes('?')) this.#passKindOfGroup();
    const group = this.#choice();
    if (!this.#takes(')')) throw new NotUnderstood();
    return group;
  }

  #passKindOfGroup(): void {
    if (this.#takes(':')) return;
    // `(?<name>…)` is a group, `(?<=…)` and `(?<!…)` look behind.
    if (!this.#takes('<') || ['=', '!'].includes(this.#signs[this.#at] ?? '')) throw new NotUnderstood();
    while (this.#next() !== '>');
  }

  #repeated(part: Expression): Expression {
    const [min, max] = this.#times() ?? [1, 1];
    if (min === 1 && max === 1) return part;
    // Whether little or much is taken first decides nothing of what fits.
    this.#takes('?');
    return { kind: 'repeat', part, min, max };
  }

  #times(): [number, number] | null {
    if (this.#takes('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#takes('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#takes('?')) return [0, 1];
    const [whole = '', min, comma, max] =
      /^\{(\d+)(,?)(\d*)\}/.exec(this.#signs.slice(this.#at, this.#at + 20).join('')) ?? [];
    if (whole === '') return null;
    this.#at += whole.length;
    return [Number(min), comma === '' ? Number(min) : max === '' ? Number.POSITIVE_INFINITY : Number(max)];
  }

  #class(): Range[] {
    const isTurned = this.#takes('^');
    const ranges: Range[] = [];
    while (!this.#takes(']')) {
      const first = this.#classMember();
      const isRange = this.#signs[this.#at] === '-' && this.#signs[this.#at + 1] !== ']';
      if (!isRange) ranges.push(...first);
      else {
        this.#at += 1;
        const [[from] = [], [to] = []] = [single(first), single(this.#classMember())];
        if (from === undefined || to === undefined) throw new NotUnderstood();
        ranges.push([from, to]);
      }
    }
    return isTurned ? others(ranges) : ranges;
  }

  #classMember(): Range[] {
    const sign = this.#next();
    if (sign !== '\\') return one(sign).ranges;
    return this.#takes('b') ? [[8, 8]] : this.#escaped();
  }

  #escaped(): Range[] {
    const sign = this.#next();
    const named = CLASSES[sign];
    if (named !== undefined) return named;
    const control = CONTROLS[sign];
    if (control !== undefined) return [[control, control]];
    if (sign === 'x') return this.#coded(2);
    if (sign === 'u' && this.#signs[this.#at] !== '{') return this.#coded(4);
    // Everything else that is a letter or a digit has a meaning that cannot be told here.
    if (/[0-9A-Za-z]/.test(sign)) throw new NotUnderstood();
    return one(sign).ranges;
  }

  #coded(length: number): Range[] {
    const digits = this.#signs.slice(this.#at, this.#at + length).join('');
    if (!new RegExp(`^[0-9A-Fa-f]{${length}}$`).test(digits)) throw new NotUnderstood();
    this.#at += length;
    const code = Number.parseInt(digits, 16);
    return [[code, code]];
  }
}

function one(sign: string): { kind: 'characters'; ranges: Range[] } {
  const code = sign.codePointAt(0) ?? 0;
  return { kind: 'characters', ranges: [[code, code]] };
}

/** A class of one character, such as may begin or end a range. */
function single([range, ...more]: Range[]): Range | [] {
  return range !== undefined && more.length === 0 && range[0] === range[1] ? range : [];
}

/** All characters that are in none of the ranges. */
function others(ranges: Range[]): Range[] {
  const left: Range[] = [];
  let next = 0;
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    if (first > next) left.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= LAST) left.push([next, LAST]);
  return left;
}
