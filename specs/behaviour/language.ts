import { Environment } from '@marcbachmann/cel-js';
import { isObject } from '../json/value.ts';
import { Collection } from './collection.ts';
import { ExpressionCompiler, type Scope } from './compile-expression.ts';
import { type EvaluationContext, FUNCTIONS } from './functions.ts';
import type { Expression, Template } from './model.ts';
import { Money } from './money.ts';
import { type RequiredText, requiredTexts } from './required-texts.ts';
import { readAny, type Value } from './values.ts';

export type { Scope } from './compile-expression.ts';

/** An expression that is ready to be evaluated. */
export type Evaluate = (scope: Scope) => Value;

/** An expression has no value for what it was given, such as a member of `null`. */
export class ExpressionError extends Error {
  readonly expression: string;

  constructor(expression: string, cause: unknown) {
    super(`${expression}: ${String(cause instanceof Error ? cause.message : cause).split('\n')[0]}`, { cause });
    this.expression = expression;
  }
}

/** Limits of one expression; a longer one is hard to read, too. */
const LIMITS = { maxAstNodes: 2000, maxDepth: 60, maxListElements: 200, maxMapEntries: 200, maxCallArguments: 10 };

/**
 * CEL with the functions of {@link FUNCTIONS}, for evaluation: types are those of the values.
 * @param context those of the call that is being answered, at any time
 */
export class ExpressionLanguage {
  readonly #environment: Environment;
  readonly #compiler: ExpressionCompiler;
  readonly #compiled = new Map<Expression, Evaluate>();

  constructor(context: () => EvaluationContext) {
    this.#environment = createEnvironment(context);
    this.#compiler = new ExpressionCompiler(this.#environment, FUNCTIONS, context);
  }

  /** What a condition asks of the members of a variable in any case. @throws Error where the text is not an expression */
  requiredTexts(condition: Expression, variable: string): RequiredText[] {
    return requiredTexts(this.#environment.parse(withNullBranches(condition)).ast, variable);
  }

  /** @throws Error where the text is not an expression */
  compile(expression: Expression): Evaluate {
    const known = this.#compiled.get(expression);
    if (known !== undefined) return known;
    const parsed = this.#environment.parse(withNullBranches(expression));
    const run = this.#compiler.compile(parsed) ?? parsed;
    const evaluate: Evaluate = (scope) => {
      try {
        return run(scope) as Value;
      } catch (error) {
        if (error instanceof Error && error.constructor.name === 'UnknownCursor') throw error;
        throw new ExpressionError(expression, error);
      }
    };
    this.#compiled.set(expression, evaluate);
    return evaluate;
  }

  /** JSON in which every text is an expression. */
  compileTemplate(template: Template): Evaluate {
    if (typeof template === 'string') return this.compile(template);
    if (Array.isArray(template)) {
      const items = template.map((item) => this.compileTemplate(item));
      return (scope) => items.map((evaluate) => evaluate(scope));
    }
    if (isObject(template)) {
      const members = Object.entries(template).map(
        ([name, member]) => [name, this.compileTemplate(member ?? null)] as const,
      );
      return (scope) => Object.fromEntries(members.map(([name, evaluate]) => [name, evaluate(scope)]));
    }
    const value = readAny(template);
    return () => value;
  }

  /** A text in which `{expression}` stands for its value. */
  compileText(text: string): (scope: Scope) => string {
    const parts = textParts(text).map(({ text: part, isExpression }) =>
      isExpression ? this.compile(part) : () => part,
    );
    return (scope) => parts.map((evaluate) => String(evaluate(scope))).join('');
  }
}

/** CEL with our types, operators and functions. */
export function createEnvironment(context: () => EvaluationContext): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: LIMITS,
  });
  addTypes(environment);
  addOperators(environment);
  for (const { signature, handler } of FUNCTIONS)
    environment.registerFunction(untyped(signature), handler(context) as (...values: unknown[]) => unknown);
  return environment;
}

/** The branches of a condition have one type in CEL; here one of them may be `null`, whatever the other is. */
export function withNullBranches(expression: Expression): Expression {
  return expression.replace(/([?:])\s*null\b/g, '$1 dyn(null)');
}

/** Without the type parameter: it is for checking, and the items of a list may differ. */
function untyped(signature: string): string {
  return signature.replaceAll('<A>', '').replace(/: A$/, ': dyn');
}

/** The pieces of a text between braces, and those around them. */
export function textParts(text: string): { text: string; isExpression: boolean }[] {
  return text
    .split(/\{([^{}]*)\}/)
    .map((part, index) => ({ text: part, isExpression: index % 2 === 1 }))
    .filter(({ text: part }) => part !== '');
}

function addTypes(environment: Environment): void {
  environment.registerType('Money', { ctor: Money, fields: { currency: 'string' } });
  environment.registerType('Collection', { ctor: Collection, fields: {} });
}

/** Integers and other numbers may be combined: JSON does not tell them apart. */
export function addOperators(environment: Environment): void {
  const compare: [string, (order: number) => boolean][] = [
    ['<', (order) => order < 0],
    ['<=', (order) => order <= 0],
    ['>', (order) => order > 0],
    ['>=', (order) => order >= 0],
  ];
  for (const [operator, holds] of compare)
    environment.registerOperator(`Money ${operator} Money`, (a: Money, b: Money) => holds(a.compare(b)));
  environment.registerOperator('Money == Money', (a: Money, b: Money) => a.compare(b) === 0);
  environment.registerOperator('Money + Money', (a: Money, b: Money) => a.plus(b));
  environment.registerOperator('Money - Money', (a: Money, b: Money) => a.minus(b));
  const calculate: [string, (a: number, b: number) => number][] = [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
    ['*', (a, b) => a * b],
    ['/', (a, b) => a / b],
  ];
  for (const [operator, result] of calculate) {
    environment.registerOperator(`double ${operator} int`, (a: number, b: bigint) => result(a, Number(b)));
    environment.registerOperator(`int ${operator} double`, (a: bigint, b: number) => result(Number(a), b));
  }
}
