import type { ASTNode, Environment, ParseResult } from '@marcbachmann/cel-js';
import { Collection } from './collection.ts';
import type { EvaluationContext, ExpressionFunction } from './functions.ts';
import { Money } from './money.ts';

/** Names that an expression can use, with their values. */
export type Scope = Record<string, unknown>;

/** A part of an expression; `items` are the values of the variables of the macros around it, the outermost first. */
type Run = (scope: Scope, items: readonly unknown[]) => unknown;

/** A function of ours, and of what types its values must be, the receiver first. */
interface Overload {
  accepts: ((value: unknown) => boolean)[];
  call: (...values: never[]) => unknown;
}

/** An operator or a macro that only CEL itself evaluates. */
class NotCompiled extends Error {}

/** Names of the variables of the macros around a part. */
type Names = readonly string[];

/**
 * Makes functions of expressions of CEL: a behaviour evaluates dozens of them for each call. What is common is done here, as
 * the language definition says, for values whose types leave no doubt; all else, and every error, comes from the library, to
 * which the values are given as variables of a small expression of its own, such as `a + b`.
 */
export class ExpressionCompiler {
  readonly #environment: Environment;
  readonly #overloads = new Map<string, Overload[]>();
  readonly #small = new Map<string, (scope: Scope) => unknown>();

  constructor(environment: Environment, functions: ExpressionFunction[], context: () => EvaluationContext) {
    this.#environment = environment;
    for (const { signature, handler } of functions) {
      const { key, types } = signatureIn(signature);
      const overload = { accepts: types.map(acceptorOf), call: handler(context) };
      this.#overloads.set(key, [...(this.#overloads.get(key) ?? []), overload]);
    }
  }

  /** @returns `null` where only the library can evaluate the expression, or say what is wrong with it */
  compile(parsed: ParseResult): ((scope: Scope) => unknown) | null {
    if (!parsed.check().valid) return null;
    try {
      const run = this.#compile(parsed.ast, []);
      return (scope) => run(scope, NO_ITEMS);
    } catch (error) {
      if (error instanceof NotCompiled) return null;
      throw error;
    }
  }

  #compile(node: ASTNode, names: Names): Run {
    switch (node.op) {
      case 'value': {
        const value = node.args;
        return () => value;
      }
      case 'id':
        return this.#variable(node.args, names);
      case '.':
        return this.#member(this.#compile(node.args[0], names), node.args[1]);
      case '[]':
        return this.#element(node.args, names);
      case 'call':
        return this.#call(node.args[0], null, node.args[1], names);
      case 'rcall':
        return this.#call(node.args[0], node.args[1], node.args[2], names);
      case 'list': {
        const items = node.args.map((item) => this.#compile(item, names));
        return (scope, values) => items.map((item) => item(scope, values));
      }
      case 'map':
        return this.#map(node.args, names);
      case '?:': {
        const [condition, then, otherwise] = node.args.map((part) => this.#compile(part, names)) as [Run, Run, Run];
        return (scope, items) => {
          const holds = condition(scope, items);
          if (holds === true) return then(scope, items);
          if (holds === false) return otherwise(scope, items);
          return this.#evaluate('a ? true : false', { a: holds });
        };
      }
      case '||':
        return this.#either(node.args, names, true);
      case '&&':
        return this.#either(node.args, names, false);
      case '!_': {
        const operand = this.#compile(node.args, names);
        return (scope, items) => {
          const value = operand(scope, items);
          return typeof value === 'boolean' ? !value : this.#evaluate('!a', { a: value });
        };
      }
      case '-_': {
        const operand = this.#compile(node.args, names);
        return (scope, items) => this.#evaluate('-a', { a: operand(scope, items) });
      }
      case '==':
        return this.#equality(node.args, names, true);
      case '!=':
        return this.#equality(node.args, names, false);
      case '<':
        return this.#order(node.op, node.args, names, (order) => order < 0);
      case '<=':
        return this.#order(node.op, node.args, names, (order) => order <= 0);
      case '>':
        return this.#order(node.op, node.args, names, (order) => order > 0);
      case '>=':
        return this.#order(node.op, node.args, names, (order) => order >= 0);
      case '+':
        return this.#binary(node.op, node.args, names, (a, b) => {
          if (typeof a === 'string' && typeof b === 'string') return a + b;
          return a instanceof Money && b instanceof Money ? a.plus(b) : undefined;
        });
      case 'in':
        return this.#binary(node.op, node.args, names, (a, b) =>
          typeof a === 'string' && Array.isArray(b) && typeof b[0] === 'string' ? b.includes(a) : undefined,
        );
      case '-':
      case '*':
      case '/':
      case '%':
        return this.#binary(node.op, node.args, names, () => undefined);
      default:
        throw new NotCompiled();
    }
  }

  #variable(name: string, names: Names): Run {
    const position = names.lastIndexOf(name);
    if (position !== -1) return (_, items) => items[position];
    if (this.#environment.hasVariable(name)) {
      const value = this.#evaluate(name, {});
      return () => value;
    }
    return (scope) => {
      const value = scope[name];
      return value === undefined ? this.#evaluate(name, {}) : value;
    };
  }

  #member(object: Run, name: string): Run {
    const text = `a.${name}`;
    return (scope, items) => {
      const value = object(scope, items);
      if (isPlain(value) && Object.hasOwn(value, name)) {
        const member = value[name];
        if (member !== undefined) return member;
      }
      return this.#evaluate(text, { a: value });
    };
  }

  #element(operands: [ASTNode, ASTNode], names: Names): Run {
    return this.#binary('[]', operands, names, (list, position) => {
      if (Array.isArray(list) && typeof position === 'bigint') return list[Number(position)];
      return isPlain(list) && typeof position === 'string' && Object.hasOwn(list, position)
        ? list[position]
        : undefined;
    });
  }

  #map(entries: [ASTNode, ASTNode][], names: Names): Run {
    const members = entries.map(([name, value]) => {
      if (name.op !== 'value' || typeof name.args !== 'string' || UNSAFE.has(name.args)) throw new NotCompiled();
      return [name.args, this.#compile(value, names)] as const;
    });
    return (scope, items) => {
      const map: Record<string, unknown> = {};
      for (const [name, value] of members) map[name] = value(scope, items);
      return map;
    };
  }

  /** `||` for `true`, `&&` for `false`: one operand that decides makes up for an error of the other. */
  #either(operands: [ASTNode, ASTNode], names: Names, decides: boolean): Run {
    const [left, right] = operands.map((operand) => this.#compile(operand, names)) as [Run, Run];
    const text = decides ? 'a || b' : 'a && b';
    return (scope, items) => {
      let first: unknown;
      let failure: unknown = null;
      try {
        first = left(scope, items);
      } catch (error) {
        failure = error;
      }
      if (first === decides) return decides;
      const second = right(scope, items);
      if (second === decides) return decides;
      if (failure !== null) throw failure;
      return typeof first === 'boolean' && typeof second === 'boolean'
        ? second
        : this.#evaluate(text, { a: first, b: second });
    };
  }

  #equality(operands: [ASTNode, ASTNode], names: Names, whenEqual: boolean): Run {
    const [left, right] = operands.map((operand) => this.#compile(operand, names)) as [Run, Run];
    const text = whenEqual ? 'a == b' : 'a != b';
    return (scope, items) => {
      const a = left(scope, items);
      const b = right(scope, items);
      if (a === null || b === null || (typeof a === typeof b && typeof a !== 'object')) return (a === b) === whenEqual;
      return this.#evaluate(text, { a, b });
    };
  }

  #order(operator: string, operands: [ASTNode, ASTNode], names: Names, holds: (order: number) => boolean): Run {
    return this.#binary(operator, operands, names, (a, b) => {
      if (a instanceof Money && b instanceof Money) return holds(a.compare(b));
      if (a instanceof Date && b instanceof Date) return holds(a.getTime() - b.getTime());
      if (typeof a !== typeof b || (typeof a !== 'string' && typeof a !== 'bigint')) return undefined;
      return holds(a < (b as typeof a) ? -1 : a > (b as typeof a) ? 1 : 0);
    });
  }

  /** @param compute gives `undefined` where the library is to evaluate it */
  #binary(
    operator: string,
    operands: [ASTNode, ASTNode],
    names: Names,
    compute: (a: unknown, b: unknown) => unknown,
  ): Run {
    const [left, right] = operands.map((operand) => this.#compile(operand, names)) as [Run, Run];
    const text = operator === '[]' ? 'a[b]' : `a ${operator} b`;
    return (scope, items) => {
      const a = left(scope, items);
      const b = right(scope, items);
      const result = compute(a, b);
      return result === undefined ? this.#evaluate(text, { a, b }) : result;
    };
  }

  #call(name: string, receiver: ASTNode | null, args: ASTNode[], names: Names): Run {
    if (receiver === null && name === 'has') return this.#has(args, names);
    if (receiver !== null && MACROS.has(`${name}/${args.length}`)) return this.#macro(name, receiver, args, names);
    if (name === 'bind') throw new NotCompiled();
    const [first] = args;
    if (receiver === null && name === 'dyn' && first !== undefined) return this.#compile(first, names);
    const nodes = receiver === null ? args : [receiver, ...args];
    const values = nodes.map((node) => this.#compile(node, names));
    const overloads = this.#overloads.get(keyOf(name, receiver !== null, args.length)) ?? [];
    const small = this.#callText(name, receiver !== null, args.length);
    // What the library computes depends on nothing else: of literals, it is always the same.
    if (overloads.length === 0 && nodes.every(({ op }) => op === 'value')) {
      let made: { value: unknown } | null = null;
      return (scope, items) => {
        made ??= { value: this.#evaluate(small, argumentsOf(values.map((value) => value(scope, items)))) };
        return made.value;
      };
    }
    return (scope, items) => {
      const given = values.map((value) => value(scope, items));
      for (const { accepts, call } of overloads) if (fits(given, accepts)) return call(...(given as never[]));
      return this.#evaluate(small, argumentsOf(given));
    };
  }

  /** A call of a function with variables, such as `a0.find(a1)`. */
  #callText(name: string, hasReceiver: boolean, count: number): string {
    const variables = Array.from({ length: count + Number(hasReceiver) }, (_, index) => `a${index}`);
    return hasReceiver ? `a0.${name}(${variables.slice(1).join()})` : `${name}(${variables.join()})`;
  }

  #has(args: ASTNode[], names: Names): Run {
    const path: string[] = [];
    let node = args[0];
    while (node?.op === '.') {
      path.unshift(node.args[1]);
      node = node.args[0];
    }
    if (node?.op !== 'id' || path.length === 0) throw new NotCompiled();
    const object = this.#variable(node.args, names);
    const text = `has(a.${path.join('.')})`;
    const [name = ''] = path;
    return (scope, items) => {
      const value = object(scope, items);
      return path.length === 1 && isPlain(value)
        ? Object.hasOwn(value, name) && value[name] !== undefined
        : this.#evaluate(text, { a: value });
    };
  }

  #macro(name: string, receiver: ASTNode, args: ASTNode[], names: Names): Run {
    const [variable, ...parts] = args;
    if (variable?.op !== 'id') throw new NotCompiled();
    const list = this.#compile(receiver, names);
    const position = names.length;
    const bodies = parts.map((part) => this.#compile(part, [...names, variable.args]));
    const [body, transform] = bodies as [Run, Run | undefined];
    const itemsOf = (value: unknown): unknown[] => {
      if (Array.isArray(value)) return value;
      // Of a map its keys; of anything else the library says what is wrong.
      return isPlain(value) ? Object.keys(value) : (this.#evaluate('a.map(i, i)', { a: value }) as unknown[]);
    };
    const holds = (scope: Scope, items: readonly unknown[]): boolean => {
      const result = body(scope, items);
      return typeof result === 'boolean' ? result : this.#evaluate('[0].filter(i, a)', { a: result }) === true;
    };
    /** Does something with each item until it gives a result. */
    const each = (
      scope: Scope,
      items: readonly unknown[],
      work: (item: unknown, inner: readonly unknown[]) => unknown,
    ): unknown => {
      const inner = [...items];
      for (const item of itemsOf(list(scope, items))) {
        inner[position] = item;
        const result = work(item, inner);
        if (result !== undefined) return result;
      }
      return undefined;
    };
    /** Whether an item decides; an error counts only where none does. */
    const some = (scope: Scope, items: readonly unknown[], decides: boolean): boolean => {
      let failure: unknown = null;
      const decided = each(scope, items, (_, inner) => {
        try {
          return holds(scope, inner) === decides ? true : undefined;
        } catch (error) {
          failure ??= error;
          return undefined;
        }
      });
      if (decided === true) return true;
      if (failure !== null) throw failure;
      return false;
    };
    switch (`${name}/${args.length}`) {
      case 'all/2':
        return (scope, items) => !some(scope, items, false);
      case 'exists/2':
        return (scope, items) => some(scope, items, true);
      case 'exists_one/2':
        return (scope, items) => {
          let count = 0;
          each(scope, items, (_, inner) => {
            if (holds(scope, inner)) count += 1;
          });
          return count === 1;
        };
      case 'filter/2':
        return (scope, items) => {
          const kept: unknown[] = [];
          each(scope, items, (item, inner) => {
            if (holds(scope, inner)) kept.push(item);
          });
          return kept;
        };
      case 'map/2':
        return (scope, items) => {
          const made: unknown[] = [];
          each(scope, items, (_, inner) => {
            made.push(body(scope, inner));
          });
          return made;
        };
      default:
        return (scope, items) => {
          const made: unknown[] = [];
          each(scope, items, (_, inner) => {
            if (holds(scope, inner)) made.push((transform as Run)(scope, inner));
          });
          return made;
        };
    }
  }

  #evaluate(text: string, scope: Scope): unknown {
    let small = this.#small.get(text);
    if (small === undefined) {
      small = this.#environment.parse(text);
      this.#small.set(text, small);
    }
    return small(scope);
  }
}

const NO_ITEMS: readonly unknown[] = [];
/** With the number of their arguments: a collection has a function `all` without any. */
const MACROS = new Set(['all/2', 'exists/2', 'exists_one/2', 'filter/2', 'map/2', 'map/3']);
/** Members that no map of an expression has. */
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

function fits(values: unknown[], accepts: Overload['accepts']): boolean {
  for (let index = 0; index < accepts.length; index += 1) if (accepts[index]?.(values[index]) !== true) return false;
  return true;
}

function argumentsOf(values: unknown[]): Scope {
  return Object.fromEntries(values.map((value, index) => [`a${index}`, value]));
}

/** A map of CEL, as JSON has them. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

function keyOf(name: string, hasReceiver: boolean, count: number): string {
  return `${hasReceiver ? '.' : ''}${name}/${count}`;
}

function signatureIn(signature: string): { key: string; types: string[] } {
  const [, receiver, name = '', list = ''] = /^(?:([\w<>]+)\.)?(\w+)\((.*)\):/.exec(signature) ?? [];
  const args = list === '' ? [] : list.split(', ');
  const types = receiver === undefined ? args : [receiver, ...args];
  return { key: keyOf(name, receiver !== undefined, args.length), types };
}

/** Whether a value is of a type that a signature names. Of what lists hold, only the library knows more. */
function acceptorOf(type: string): (value: unknown) => boolean {
  switch (type.replace(/<.*>/, '')) {
    case 'dyn':
      return () => true;
    case 'string':
      return (value) => typeof value === 'string';
    case 'int':
      return (value) => typeof value === 'bigint';
    case 'list':
      return Array.isArray;
    case 'map':
      return isPlain;
    case 'Money':
      return (value) => value instanceof Money;
    case 'Collection':
      return (value) => value instanceof Collection;
    case 'google.protobuf.Timestamp':
      return (value) => value instanceof Date;
    default:
      return () => false;
  }
}
