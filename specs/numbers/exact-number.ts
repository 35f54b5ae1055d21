import { type Decimal, readDecimal } from './decimal.ts';

/** `undefined` in browsers before 2023 to 2025: see `stringifyJson`. */
const { rawJSON } = JSON as { rawJSON?: (text: string) => unknown };

/**
 * A number that a double cannot hold without losing digits, such as 9007199254740993 or 0.1000000000000000055. All other
 * numbers are plain ones. Equal numbers have equal text.
 */
export class ExactNumber {
  /** As JSON writes it; without an exponent where that takes at most 40 digits. */
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /** The number that a text of JSON or YAML stands for: a plain one wherever it says the same. */
  static read(text: string): Numeric {
    const plain = Number(text);
    if (isShort(text)) return plain;
    const decimal = readDecimal(text);
    if (Number.isFinite(plain) && isSame(decimal, readDecimal(String(plain)))) return plain;
    return new ExactNumber(written(decimal));
  }

  /** `JSON.stringify` writes every digit. */
  toJSON(): unknown {
    return rawJSON?.(this.text) ?? Number(this.text);
  }

  /** `Number` makes the nearest double of it. */
  toString(): string {
    return this.text;
  }
}

export type Numeric = number | ExactNumber;

export function isNumeric(value: unknown): value is Numeric {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** A double keeps every decimal of 15 digits. */
function isShort(text: string): boolean {
  return text.length <= 15 && !/[eE]/.test(text);
}

function isSame(a: Decimal, b: Decimal): boolean {
  return a.digits === b.digits && a.exponent === b.exponent && a.isNegative === b.isNegative;
}

const MAX_WRITTEN = 40;

function written({ isNegative, digits, exponent }: Decimal): string {
  const sign = isNegative ? '-' : '';
  const point = digits.length + exponent;
  if (exponent >= 0 && point <= MAX_WRITTEN) return sign + digits.padEnd(point, '0');
  if (exponent < 0 && point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  if (exponent < 0 && -exponent <= MAX_WRITTEN) return `${sign}0.${digits.padStart(-exponent, '0')}`;
  const fraction = digits.length === 1 ? '' : `.${digits.slice(1)}`;
  return `${sign}${digits[0]}${fraction}e${point > 0 ? '+' : ''}${point - 1}`;
}

/** The integer next to a number, above it (1) or below it (-1). Numbers with an exponent are too far apart for that. */
export function integerBeyond(value: Numeric, sign: 1 | -1): Numeric {
  if (typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER)
    return sign * (Math.floor(sign * value) + 1);
  const [whole = '', fraction] = String(value).split('.');
  if (/[eE]/.test(fraction ?? whole)) return value;
  // Towards zero the integer part is that integer already.
  const isWhole = fraction !== undefined && whole.startsWith('-') === sign > 0;
  return ExactNumber.read(String(BigInt(whole) + BigInt(isWhole ? 0 : sign)));
}
