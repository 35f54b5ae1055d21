import { createContext, Script } from 'node:vm';

/** Milliseconds for one text. */
const LIMIT = 20;
/** Milliseconds that one pattern may take of each second. */
const BUDGET = 100;

const surroundings = createContext({ pattern: null, text: '' });
const test = new Script('pattern.test(text)');

/**
 * A test by a pattern that may run for hours on some texts. A text that takes too long passes, because a busy machine must not
 * make a good text a bad one. When many took long within a second, the next pass untested, so that the process answers others.
 */
export function timeLimited(pattern: RegExp): (text: string) => boolean {
  let second = 0;
  let spent = 0;
  return (text) => {
    const started = performance.now();
    if (started >= second + 1000) {
      second = started;
      spent = 0;
    }
    if (spent >= BUDGET) return true;
    surroundings.pattern = pattern;
    surroundings.text = text;
    try {
      return test.runInContext(surroundings, { timeout: LIMIT }) as boolean;
    } catch {
      return true;
    } finally {
      surroundings.text = '';
      spent += performance.now() - started;
    }
  };
}
