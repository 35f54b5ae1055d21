import { createContext, Script } from 'node:vm';
import { left, TooManySteps } from './limits.ts';

/** Milliseconds for one text where there is no limit of patterns. */
const LIMIT = 20;
/** Milliseconds that one pattern may take of each second where there is no limit of patterns. */
const BUDGET = 100;

const matcher = createContext({ pattern: null, text: '' });
const test = new Script('pattern.test(text)');

/**
 * A test by a pattern that may run for hours on some texts. Within {@link withinLimits} all patterns have one budget of time,
 * and TooManySteps is thrown once it is spent. Elsewhere a text that takes too long passes, and when many took long within a
 * second, the next pass untested: a command that reads specs goes on.
 */
export function timeLimited(pattern: RegExp): (text: string) => boolean {
  let second = 0;
  let spent = 0;
  return (text) => {
    if (left.patternTime !== Number.POSITIVE_INFINITY) return testWithinLimit(pattern, text);
    const started = performance.now();
    if (started >= second + 1000) {
      second = started;
      spent = 0;
    }
    if (spent >= BUDGET) return true;
    try {
      return run(pattern, text, LIMIT);
    } catch {
      return true;
    } finally {
      spent += performance.now() - started;
    }
  };
}

function testWithinLimit(pattern: RegExp, text: string): boolean {
  const timeout = Math.ceil(left.patternTime);
  if (timeout <= 0) throw new TooManySteps();
  const started = performance.now();
  try {
    return run(pattern, text, timeout);
  } catch {
    throw new TooManySteps();
  } finally {
    left.patternTime -= performance.now() - started;
  }
}

function run(pattern: RegExp, text: string, timeout: number): boolean {
  matcher.pattern = pattern;
  matcher.text = text;
  try {
    return test.runInContext(matcher, { timeout }) as boolean;
  } finally {
    matcher.text = '';
  }
}
