import type { Schema } from '../../catalogue/model.ts';
import type { KeywordChange } from '../change.ts';
import { type Expression, readExpression } from '../pattern/expression.ts';

type Compare = (base: Schema, revision: Schema) => KeywordChange[];

/** Whether all that `by` takes satisfies one keyword of `other` anyway. */
type Implied = (by: Schema, other: Schema) => boolean;

/** What follows from what else a schema says changes nothing when it is written down or left out. */
export function unlessImplied(compare: Compare, isImplied: Implied): Compare {
  return (base, revision) =>
    compare(base, revision).filter(({ effect }) => {
      const isNoNarrower = effect === 'loosened' || isImplied(base, revision);
      const isNoWider = effect === 'tightened' || isImplied(revision, base);
      return !isNoNarrower || !isNoWider;
    });
}

export function isLeastOfProperties({ required }: Schema, { minProperties }: Schema): boolean {
  return minProperties !== undefined && (required?.length ?? 0) >= minProperties;
}

export function isMostOfProperties(
  { additionalProperties, patternProperties, properties = {} }: Schema,
  { maxProperties }: Schema,
): boolean {
  const isClosed = additionalProperties === false && patternProperties === undefined;
  return maxProperties !== undefined && isClosed && Object.keys(properties).length <= maxProperties;
}

export function isLeastLength(by: Schema, { minLength }: Schema): boolean {
  return minLength !== undefined && lengthsOf(by).min >= minLength;
}

export function isMostLength(by: Schema, { maxLength }: Schema): boolean {
  return maxLength !== undefined && lengthsOf(by).max <= maxLength;
}

/** The values that `by` lists, each judged by itself. */
export function areValues(fits: (value: unknown, other: Schema) => boolean): Implied {
  return (by, other) => by.enum?.every((value) => fits(value, other)) ?? false;
}

interface Lengths {
  min: number;
  max: number;
}

const ANY_LENGTH: Lengths = { min: 0, max: Number.POSITIVE_INFINITY };

const FORMAT_LENGTHS = new Map<unknown, Lengths>([
  ['uuid', { min: 36, max: 36 }],
  ['date', { min: 10, max: 10 }],
]);

/** How long texts can be, in characters, by the values, the format and the pattern. */
function lengthsOf({ enum: values, format, pattern }: Schema): Lengths {
  if (values !== undefined) {
    const lengths = values.flatMap((value) => (typeof value === 'string' ? [[...value].length] : []));
    return { min: Math.min(...lengths), max: Math.max(...lengths) };
  }
  const expression = typeof pattern === 'string' ? readExpression(pattern) : null;
  const [one, other] = [FORMAT_LENGTHS.get(format) ?? ANY_LENGTH, expression ? lengthsIn(expression) : ANY_LENGTH];
  return { min: Math.max(one.min, other.min), max: Math.min(one.max, other.max) };
}

function lengthsIn(expression: Expression): Lengths {
  if (expression.kind === 'characters') return { min: 1, max: 1 };
  if (expression.kind === 'repeat') {
    const { min, max } = lengthsIn(expression.part);
    return { min: min * expression.min, max: max === 0 ? 0 : max * expression.max };
  }
  if (expression.kind === 'start' || expression.kind === 'end') return { min: 0, max: 0 };
  const lengths = expression.parts.map(lengthsIn);
  const [least, most] = [lengths.map(({ min }) => min), lengths.map(({ max }) => max)];
  if (expression.kind === 'choice') return { min: Math.min(...least), max: Math.max(...most) };
  return { min: sum(least), max: sum(most) };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
