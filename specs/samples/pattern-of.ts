import { lenientRegExp, type Pattern } from '../schema/linear-regexp.ts';

const MAX_KNOWN = 1000;
const known = new Map<string, Pattern>();

/** The `pattern` of a schema, compiled once: compiling takes longer than most tests of a text. */
export function patternOf(pattern: string): Pattern {
  let compiled = known.get(pattern);
  if (compiled === undefined) {
    compiled = lenientRegExp(pattern, 'u');
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(pattern, compiled);
  }
  return compiled;
}
