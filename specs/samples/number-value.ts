import { readDecimal } from '../numbers/decimal.ts';
import { compareNumbers, ExactNumber, isInteger as isWholeNumber, type Numeric } from '../numbers/index.ts';
import type { FlatSchema } from './flat-schema.ts';

const KINDS: [name: RegExp, value: number, isWhole: boolean][] = [
  [/age$/i, 34, true],
  [/year$/i, 2026, true],
  [/month$/i, 1, true],
  [/^(lat|latitude)$/i, 10.25, false],
  [/^(lon|lng|long|longitude)$/i, 20.5, false],
  [/(amount|price|balance|income|salary|fee|total_?amount)$/i, 1250, false],
  [/(percent|percentage|rate|ratio)$/i, 12.5, false],
  [/^(page_?size|limit|per_?page)$/i, 20, true],
  [/(count|total|size|quantity|qty)$/i, 3, true],
  [/(timestamp|epoch|_at|iat|exp|nbf)$/i, 1769828400, true],
  [/status_?code$/i, 200, true],
  [/(^|_)id$|Id$/, 1001, true],
];

/** Digits before or behind the point that a number is made with; nobody writes more. */
const MAX_DIGITS = 400;

/** A number within bounds and steps, such as the name of its property lets one expect; `undefined` where there is none. */
export function numberValue(flat: FlatSchema, name: string, variant: number): Numeric | undefined {
  const isInteger = flat.types?.includes('number') !== true;
  const [, usual = 1, isWhole = true] = KINDS.find(([expression]) => expression.test(name)) ?? [];
  const bounds = [flat.minimum, flat.maximum].filter((bound) => bound !== null);
  const used = [usual, 0.5, ...bounds, ...flat.steps].map((value) => readDecimal(String(value)));
  if (used.some(({ digits, exponent }) => Math.abs(exponent) + digits.length > MAX_DIGITS)) return undefined;
  // Everything is counted in the smallest unit that any of these has, and half of it: so every digit is kept.
  const scale = Math.max(...used.map(({ exponent }) => -exponent), 0) + 1;
  const counted = (value: Numeric) => {
    const { isNegative, digits, exponent } = readDecimal(String(value));
    const size = BigInt(digits === '' ? 0 : digits) * power(exponent + scale);
    return isNegative ? -size : size;
  };
  const isFree = flat.steps.length === 0 && !isInteger;
  const step = flat.steps
    .map(counted)
    .reduce(commonMultiple, isInteger ? counted(1) : (flat.steps.map(counted)[0] ?? counted(0.5)));
  const start = counted(isInteger && !isWhole ? Math.round(usual) : usual);
  const [lowest, highest] = [flat.minimum, flat.maximum].map((bound) => (bound === null ? null : counted(bound)));
  const offsets = [variant, variant + 1, -variant, -variant - 1].map(BigInt);
  const candidates = [onGrid(start, step), lowest, highest, BigInt(0)].flatMap((base) => {
    if (base === null || base === undefined) return [];
    // Without steps a number need not be whole.
    const first = isFree ? base : onGrid(base, step);
    return offsets.map((offset) => first + offset * step);
  });
  const middle = isFree && lowest != null && highest != null ? [(lowest + highest) / BigInt(2)] : [];
  return [...candidates, ...middle]
    .map((value) => written(value, scale))
    .find((value) => isWithin(flat, value, isInteger));
}

/** Whether a number is within the bounds of a schema. */
export function isWithin(flat: FlatSchema, value: Numeric, isInteger: boolean): boolean {
  const { minimum, maximum, isMinimumExcluded, isMaximumExcluded } = flat;
  const above = minimum === null ? 1 : compareNumbers(value, minimum);
  const below = maximum === null ? 1 : compareNumbers(maximum, value);
  return (
    (isMinimumExcluded ? above > 0 : above >= 0) &&
    (isMaximumExcluded ? below > 0 : below >= 0) &&
    (!isInteger || isWholeNumber(value))
  );
}

function power(exponent: number): bigint {
  return BigInt(`1${'0'.repeat(exponent)}`);
}

function commonMultiple(one: bigint, other: bigint): bigint {
  let [rest, divisor] = [one, other];
  while (divisor !== BigInt(0)) [rest, divisor] = [divisor, rest % divisor];
  return (one / rest) * other;
}

/** The multiple of the step that is not below a value. */
function onGrid(value: bigint, step: bigint): bigint {
  const rest = value % step;
  return rest > BigInt(0) ? value - rest + step : value - rest;
}

/** A number of units, each the last of so many digits behind the point. */
function written(units: bigint, scale: number): Numeric {
  const isNegative = units < BigInt(0);
  const digits = String(isNegative ? -units : units).padStart(scale + 1, '0');
  return ExactNumber.read(`${isNegative ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}
