import { setFlagsFromString } from 'node:v8';

// A pattern of a spec such as ^(a+)+$ can keep a backtracking engine busy for hours. V8 has a second engine whose time grows
// with the text only, and goes over to it once a match has backtracked a lot; patterns that never do are not affected.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

const NEEDS_UNICODE = /\\[pP]\{|\\u\{|[\ud800-\udfff]/;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** A regular expression as JSON Schema checkers use it. */
export interface Pattern {
  test(text: string): boolean;
  toString(): string;
}

/**
 * Compiles the `pattern` of a schema. The second engine knows no `u` flag, so the flag is dropped wherever the pattern means
 * the same without: characters beyond the first plane are then matched as one character that no pattern names.
 * Throws where the pattern is not a regular expression.
 */
export function linearRegExp(pattern: string, flags: string): Pattern {
  const exact = new RegExp(pattern, flags);
  if (NEEDS_UNICODE.test(pattern)) return exact;
  const linear = new RegExp(pattern, flags.replace('u', ''));
  return {
    test: (text) => linear.test(text.replace(SURROGATE_PAIR, '\ue000')),
    toString: () => exact.toString(),
  };
}
// How a compiler names the function in code it writes out; none is written out here.
linearRegExp.code = 'new RegExp';
