import type { Effect } from '../change.ts';
import { type Expression, type Range, readExpression } from './expression.ts';

/** States of an automaton, and what two of them may cost together: milliseconds. Expressions that people write need far less. */
const MAX_STATES = 1_000;
const MAX_STEPS = 50_000;

/**
 * What the change of a `pattern` does to the texts that fit: `[0-9]` and `\d` are the same, `{10,13}` is looser than `{10}`.
 * @returns `changed` also where it cannot be told, as of expressions that look ahead
 */
export function compareExpressions(base: string, revision: string): Effect | 'same' {
  const [from, to] = [automatonOf(base), automatonOf(revision)];
  if (from === null || to === null) return 'changed';
  const [isKept, wasKept] = [isWithin(from, to), isWithin(to, from)];
  if (isKept && wasKept) return 'same';
  return isKept ? 'loosened' : wasKept ? 'tightened' : 'changed';
}

/** Where one can be, and which characters lead where. The last state accepts. */
interface Automaton {
  free: number[][];
  steps: { ranges: Range[]; to: number }[][];
}

function automatonOf(written: string): Automaton | null {
  const whole = readExpression(written);
  if (whole === null) return null;
  const automaton: Automaton = { free: [[]], steps: [[]] };
  return build(automaton, whole, 0) === null ? null : automaton;
}

/** Adds what an expression takes from a state on. Returns the state after it, or `null` where there would be too many. */
function build(automaton: Automaton, expression: Expression, from: number): number | null {
  const { free, steps } = automaton;
  const state = () => {
    steps.push([]);
    return free.push([]) - 1;
  };
  if (free.length > MAX_STATES) return null;
  if (expression.kind === 'characters') {
    const to = state();
    steps[from]?.push({ ranges: expression.ranges, to });
    return to;
  }
  if (expression.kind === 'choice') {
    const ends = expression.parts.map((part) => {
      const start = state();
      free[from]?.push(start);
      return build(automaton, part, start);
    });
    const end = state();
    for (const last of ends) {
      if (last === null) return null;
      free[last]?.push(end);
    }
    return end;
  }
  let last: number | null = from;
  const append = (part: Expression) => {
    last = last === null ? null : build(automaton, part, last);
  };
  if (expression.kind === 'sequence') {
    for (const part of expression.parts) append(part);
    // Each part makes a state, so that those who repeat nothing at all find an end, too.
    return last === from ? onward(automaton, from, state()) : last;
  }
  if (expression.kind !== 'repeat') return last;
  const { part, min, max } = expression;
  for (let time = 0; time < min && last !== null; time += 1) append(part);
  if (last === null) return null;
  if (max === Number.POSITIVE_INFINITY) {
    const loop = state();
    free[last]?.push(loop);
    const end = build(automaton, part, loop);
    if (end !== null) free[end]?.push(loop);
    return end === null ? null : onward(automaton, loop, state());
  }
  const skipped: number[] = [];
  for (let time = min; time < max && last !== null; time += 1) {
    skipped.push(last);
    append(part);
  }
  if (last === null) return null;
  const end = onward(automaton, last, state());
  for (const early of skipped) free[early]?.push(end);
  return end;
}

function onward({ free }: Automaton, from: number, to: number): number {
  free[from]?.push(to);
  return to;
}

/** Whether every text that one takes is taken by the other. No, too, where that is too much to find out. */
function isWithin(one: Automaton, other: Automaton): boolean {
  const signs = telling(one, other);
  const start = { mine: reach(one, [0]), theirs: reach(other, [0]) };
  const seen = new Set<string>();
  const waiting = [start];
  let spent = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { mine, theirs } = next;
    const key = `${mine.join()} ${theirs.join()}`;
    if (mine.length === 0 || seen.has(key)) continue;
    seen.add(key);
    if (accepts(one, mine) && !accepts(other, theirs)) return false;
    for (const sign of signs) {
      spent += mine.length + theirs.length;
      if (spent > MAX_STEPS) return false;
      waiting.push({ mine: after(one, mine, sign), theirs: after(other, theirs, sign) });
    }
  }
  return true;
}

/** One character of each kind that the two tell apart. */
function telling(...automatons: Automaton[]): number[] {
  const borders = automatons.flatMap(({ steps }) =>
    steps.flat().flatMap(({ ranges }) => ranges.flatMap(([first, last]) => [first, last + 1])),
  );
  return [...new Set([0, ...borders])].filter((code) => code <= 0x10ffff);
}

function accepts({ free }: Automaton, states: number[]): boolean {
  return states.includes(free.length - 1);
}

function after(automaton: Automaton, states: number[], sign: number): number[] {
  const found = states.flatMap((state) =>
    (automaton.steps[state] ?? [])
      .filter(({ ranges }) => ranges.some(([first, last]) => first <= sign && sign <= last))
      .map(({ to }) => to),
  );
  return reach(automaton, found);
}

/** The states, and all that can be reached from them without a character. */
function reach({ free }: Automaton, states: number[]): number[] {
  const found = new Set(states);
  for (const state of found) for (const next of free[state] ?? []) found.add(next);
  return [...found].sort((a, b) => a - b);
}
