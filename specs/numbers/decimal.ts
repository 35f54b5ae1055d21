import type { Numeric } from './exact-number.ts';

/** A number as JSON writes it: `digits` × 10^`exponent`. */
export interface Decimal {
  isNegative: boolean;
  /** Without zeros at either end; empty for zero. */
  digits: string;
  exponent: number;
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Exponents beyond this one are all the same: no number of that size is written in full. */
const MAX_EXPONENT = 1e15;

/** Reads a number of JSON or YAML, or what `String` makes of a finite one. Time grows with the length of the text, not with the exponent. */
export function readDecimal(text: string): Decimal {
  const [, sign, integer = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  const written = integer + fraction;
  let start = 0;
  let end = written.length;
  while (start < end && written[start] === '0') start++;
  while (end > start && written[end - 1] === '0') end--;
  const shift = written.length - end - fraction.length;
  return {
    isNegative: sign === '-' && start < end,
    digits: written.slice(start, end),
    exponent: start === end ? 0 : Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, Number(power))) + shift,
  };
}

/** Whether a text is a decimal number of JSON or YAML, with or without an exponent. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Negative where `a` is less than `b`, positive where it is greater, 0 where they are equal. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const [left, right] = [readDecimal(String(a)), readDecimal(String(b))];
  if (left.isNegative !== right.isNegative) return left.isNegative ? -1 : 1;
  const size = compareSizes(left, right);
  return left.isNegative ? -size : size;
}

function compareSizes(a: Decimal, b: Decimal): number {
  if (a.digits === '' || b.digits === '') return a.digits.length - b.digits.length;
  const [magnitude, other] = [a, b].map(({ digits, exponent }) => digits.length + exponent) as [number, number];
  if (magnitude !== other) return magnitude - other;
  // Digits are aligned at the first; where one has no more, zeros follow.
  return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
}

export function isInteger(value: Numeric): boolean {
  return typeof value === 'number' ? Number.isInteger(value) : readDecimal(value.text).exponent >= 0;
}

/**
 * Whether dividing a number by a step gives an integer (JSON Schema Validation 6.2.1). Both are the decimals that they are
 * written as: 19.99 is a multiple of 0.01, though the nearest binary fractions are not. Nothing is a multiple of zero.
 */
export function isMultipleOf(value: Numeric, step: Numeric): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(step))
    return step !== 0 && Number(value) % Number(step) === 0;
  const dividend = readDecimal(String(value));
  const divisor = readDecimal(String(step));
  if (divisor.digits === '') return false;
  if (dividend.digits === '') return true;
  const shift = dividend.exponent - divisor.exponent;
  // The last digit of the dividend is no zero, so that it is not divisible by ten.
  if (shift < 0) return false;
  // A divisor of n digits has fewer than 4n factors two or five; more tens divide no better.
  return isDivisible(dividend.digits + '0'.repeat(Math.min(shift, 4 * divisor.digits.length)), divisor.digits);
}

/** Numbers of so many digits stay exact when another digit is put behind them. */
const EXACT_DIGITS = 14;

function isDivisible(dividend: string, divisor: string): boolean {
  if (divisor.length > EXACT_DIGITS) return BigInt(dividend) % BigInt(divisor) === BigInt(0);
  const by = Number(divisor);
  let rest = 0;
  for (let at = 0; at < dividend.length; at++) rest = (rest * 10 + dividend.charCodeAt(at) - 48) % by;
  return rest === 0;
}
