/** Shares of a whole, as texts such as `7/8`. */
type Fraction = readonly [numerator: bigint, denominator: bigint];

/** The sum of shares in lowest terms: `3/4`; of none, `0/1`. */
export function fractionSum(shares: string[]): string {
  return text(shares.map(fractionIn).reduce(([a, b], [c, d]) => [a * d + c * b, b * d], [0n, 1n]));
}

/** Shares of shares in lowest terms: half of `3/4` is `3/8`. */
export function fractionProduct(shares: string[]): string {
  return text(shares.map(fractionIn).reduce(([a, b], [c, d]) => [a * c, b * d], [1n, 1n]));
}

/** @throws RangeError where a text is no fraction, or one of zero parts */
function fractionIn(share: string): Fraction {
  const [, numerator, denominator] = /^(\d{1,9})\/(\d{1,9})$/.exec(share) ?? [];
  if (numerator === undefined || denominator === undefined || Number(denominator) === 0)
    throw new RangeError(`"${share}" is no fraction`);
  return [BigInt(numerator), BigInt(denominator)];
}

function text([numerator, denominator]: Fraction): string {
  const divisor = greatestDivisor(numerator, denominator);
  return `${numerator / divisor}/${denominator / divisor}`;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}
