import { setFlagsFromString } from 'node:v8';
import { timeLimited } from './time-limit.ts';

// A pattern of a spec such as ^(a+)+$ can keep a backtracking engine busy for hours. V8 has a second engine whose time grows
// with the text only, and goes over to it once a match has backtracked a lot; patterns that never do are not affected.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
setFlagsFromString('--enable-experimental-regexp-engine');

const NEEDS_UNICODE = /\\[pP]\{|\\u\{|[\ud800-\udfff]/;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** A regular expression as JSON Schema checkers use it. */
export interface Pattern {
  test(text: string): boolean;
  toString(): string;
}

/**
 * Compiles the `pattern` of a schema. The second engine knows no `u` flag, so the flag is dropped wherever the pattern means
 * the same without: characters beyond the first plane are then matched as one character that no pattern names. What neither
 * engine is sure to finish is tested within a limit of time, unless both pattern and text are plain.
 * Throws where the pattern is not a regular expression.
 */
export function linearRegExp(pattern: string, flags: string): Pattern {
  const exact = new RegExp(pattern, flags);
  const isExact = NEEDS_UNICODE.test(pattern);
  const regExp = isExact ? exact : new RegExp(pattern, flags.replace('u', ''));
  const isSafe = !isExact && isLinear(pattern);
  const isPlain = !REPEATED_GROUP.test(pattern);
  const limited = timeLimited(regExp);
  const test = (text: string) =>
    isSafe || text.length <= SHORT || (isPlain && text.length <= PLAIN) ? regExp.test(text) : limited(text);
  return {
    test: isExact ? test : (text) => test(text.replace(SURROGATE_PAIR, '\ue000')),
    toString: () => exact.toString(),
  };
}

/** Texts that take no pattern long, and texts that take no pattern without repeated groups long. */
const SHORT = 16;
const PLAIN = 200;
const REPEATED_GROUP = /\)[*+{]/;

/** The flag `l` is for patterns that the second engine can run; look-behinds, back-references and long counts are not. */
function isLinear(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'l') !== null;
  } catch {
    return false;
  }
}

const ANYTHING: Pattern = { test: () => true, toString: () => '' };

/**
 * As {@link linearRegExp}, for specs of strangers: patterns such as `[\w\@]`, which only the older syntax allows, mean what
 * they mean there, and one that is no regular expression at all matches everything, so that the rest of its schema is checked.
 */
export function lenientRegExp(pattern: string, flags: string): Pattern {
  for (const tried of [flags, flags.replace('u', '')]) {
    try {
      return linearRegExp(pattern, tried);
    } catch {
      // The next may do.
    }
  }
  return ANYTHING;
}
// How a compiler names the function in code it writes out; none is written out here.
lenientRegExp.code = 'new RegExp';
