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

/** A number within bounds and steps, such as the name of its property lets one expect; `undefined` where there is none. */
export function numberValue(flat: FlatSchema, name: string, variant: number): number | undefined {
  const isInteger = flat.types?.includes('number') !== true;
  const { minimum, maximum, isMinimumExcluded, isMaximumExcluded, steps } = flat;
  const step = stepOf(steps, isInteger);
  if (step === null) return undefined;
  const fits = (value: number) =>
    Number.isFinite(value) &&
    (isMinimumExcluded ? value > minimum : value >= minimum) &&
    (isMaximumExcluded ? value < maximum : value <= maximum) &&
    (!isInteger || Number.isInteger(value));
  const [, usual = 1, isWhole = true] = KINDS.find(([expression]) => expression.test(name)) ?? [];
  const start = isInteger && !isWhole ? Math.round(usual) : usual;
  const candidates = [onGrid(start, step), minimum, maximum, 0].flatMap((base) => {
    if (!Number.isFinite(base)) return [];
    // Without steps a number need not be whole.
    const first = steps.length === 0 && !isInteger ? base : onGrid(base, step);
    const digits = Math.max(decimals(first), decimals(step));
    return [variant, variant + 1, -variant, -variant - 1].map((offset) => rounded(first + offset * step, digits));
  });
  const middle =
    Number.isFinite(minimum + maximum) && steps.length === 0 && !isInteger ? [(minimum + maximum) / 2] : [];
  return [...candidates, ...middle].find(fits);
}

/** The distance between neighbours; `null` where the steps have none in common that can be found. */
function stepOf(steps: number[], isInteger: boolean): number | null {
  let common = isInteger ? 1 : (steps[0] ?? 0.5);
  for (const step of steps) {
    const scale = 10 ** Math.max(decimals(common), decimals(step));
    const [one, other] = [Math.round(common * scale), Math.round(step * scale)];
    const multiple = (one / divisor(one, other)) * other;
    if (!Number.isSafeInteger(multiple)) return null;
    common = multiple / scale;
  }
  return common;
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}

/** The multiple of the step that is not below a value. */
function onGrid(value: number, step: number): number {
  return rounded(Math.ceil(rounded(value / step, 9)) * step, decimals(step));
}

function rounded(value: number, digits: number): number {
  return digits > 15 ? value : Number(value.toFixed(digits));
}

function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}
