import type { JsonValue } from '../json/value.ts';
import { compareNumbers, isNumeric, stringifyJson } from '../numbers/index.ts';
import { type ExpressionContext, evaluate } from './runtime-expression.ts';

const TOKEN =
  /\s*(?:(&&|\|\||==|!=|<=|>=|[<>!()])|'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)(?![\w.])|(true|false|null)(?!\w)|(\$[^\s()=!<>&|,]+))/y;

type Token = { operator: string } | { literal: JsonValue } | { expression: string };

/**
 * Whether a condition of the type `simple` of the Arazzo Specification holds: runtime expressions and literals, compared, negated, joined.
 * Texts are compared without regard to case, as the specification says; what has no value equals only what has none.
 * @throws SyntaxError where it is no such condition
 */
export function holds(condition: string, context: ExpressionContext): boolean {
  const tokens = tokensOf(condition);
  let next = 0;
  const takes = (...operators: string[]): string | null => {
    const token = tokens[next];
    if (token === undefined || !('operator' in token) || !operators.includes(token.operator)) return null;
    next++;
    return token.operator;
  };

  function any(): JsonValue | undefined {
    let value = all();
    while (takes('||') !== null) {
      const other = all();
      value = isTrue(value) || isTrue(other);
    }
    return value;
  }
  function all(): JsonValue | undefined {
    let value = comparison();
    while (takes('&&') !== null) {
      const other = comparison();
      value = isTrue(value) && isTrue(other);
    }
    return value;
  }
  function comparison(): JsonValue | undefined {
    const left = operand();
    const operator = takes('==', '!=', '<', '<=', '>', '>=');
    return operator === null ? left : compare(left, operator, operand());
  }
  function operand(): JsonValue | undefined {
    if (takes('!') !== null) return !isTrue(operand());
    if (takes('(') !== null) {
      const value = any();
      if (takes(')') === null) throw new SyntaxError(`A ) is missing in ${condition}`);
      return value;
    }
    const token = tokens[next++];
    if (token === undefined || 'operator' in token) throw new SyntaxError(`A value is missing in ${condition}`);
    return 'literal' in token ? token.literal : evaluate(token.expression, context);
  }

  const value = any();
  if (next < tokens.length) throw new SyntaxError(`Not a condition: ${condition}`);
  return isTrue(value);
}

function tokensOf(condition: string): Token[] {
  const text = condition.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const position = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) throw new SyntaxError(`Not a condition from character ${position + 1}: ${condition}`);
    const [, operator, quoted, number, word, expression] = found;
    if (operator !== undefined) tokens.push({ operator });
    else if (quoted !== undefined) tokens.push({ literal: quoted.replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ literal: Number(number) });
    else if (word !== undefined) tokens.push({ literal: word === 'null' ? null : word === 'true' });
    else tokens.push({ expression: expression ?? '' });
  }
  return tokens;
}

function compare(left: JsonValue | undefined, operator: string, right: JsonValue | undefined): boolean {
  if (operator === '==') return equal(left, right);
  if (operator === '!=') return !equal(left, right);
  const order = orderOf(left, right);
  if (order === null) return false;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function equal(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return orderOf(left, right) === 0 || stringifyJson(left) === stringifyJson(right);
}

/** `null` where two values have no order. */
function orderOf(left: JsonValue | undefined, right: JsonValue | undefined): number | null {
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
  if (typeof left !== 'string' || typeof right !== 'string') return null;
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}

function isTrue(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}
