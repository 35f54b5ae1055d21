/** Whether a regular expression says how a text begins and ends, in each of its alternatives. */
export function isAnchored(pattern: string): boolean {
  const parts = alternatives(pattern);
  if (parts.length > 1) return parts.every(isAnchored);
  const whole = /^\((?:\?:)?(.*)\)$/s.exec(pattern)?.[1];
  // Only where the two brackets are a pair: not in `(^a)(b$)`.
  if (whole !== undefined && isBalanced(whole)) return isAnchored(whole);
  return pattern.startsWith('^') && /(?<!\\)(\\\\)*\$$/.test(pattern);
}

/** Whether no text that is too long can match: the pattern is anchored and repeats nothing without end. */
export function hasGreatestLength(pattern: string): boolean {
  return isAnchored(pattern) && !/[*+]|\{\d+,\}/.test(pattern.replace(/\\./gs, ''));
}

/** Why a pattern is no regular expression of ECMA-262, with or without its `u` flag; `null` where it is one. */
export function faultOfPattern(pattern: string): string | null {
  let reason = '';
  for (const flags of ['u', '']) {
    try {
      new RegExp(pattern, flags);
      return null;
    } catch (error) {
      reason = (error as SyntaxError).message;
    }
  }
  // `Invalid regular expression: /(/: Unterminated group`: what stands before the reason is told already.
  return reason.slice(reason.lastIndexOf(': ') + 2);
}

/** What stands between the `|` that belong to no group. */
function alternatives(pattern: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const token of tokens(pattern)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) parts.push('');
    else parts.push(`${parts.pop()}${token}`);
  }
  return parts;
}

function isBalanced(pattern: string): boolean {
  let depth = 0;
  for (const token of tokens(pattern)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Characters, each with its backslash; a class such as `[a|b]` is one token. */
function tokens(pattern: string): string[] {
  return pattern.match(/\\.|\[(?:\\.|[^\]\\])*\]|./gs) ?? [];
}
