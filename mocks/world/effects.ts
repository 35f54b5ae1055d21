import {
  type Effect,
  type Evaluate,
  type ExpressionLanguage,
  type Scope,
  type Value,
  type ValueObject,
  writeValue,
} from '@dpi/specs/behaviour';
import type { JsonObject, JsonValue } from '@dpi/specs/json-value';
import { originOf, type World } from './world.ts';

/** Something that the service posts to those who asked for it. */
export interface Emitted {
  webhook: string;
  type: string;
  data: JsonValue;
}

/** Something emitted that has happened for good: it is sent under this id, however often. */
export interface EmittedMessage extends Emitted {
  id: string;
}

/** What effects work on. */
export interface EffectContext {
  world: World;
  scope: Scope;
  zone: string;
  newId: (prefix: string) => string;
  /** What others see of a value: of an object of a resource, what its schema declares. */
  shown: (value: Value) => JsonValue;
  emitted: Emitted[];
}

/** Does an effect; what it creates or updates is known to those after it. */
export type DoEffect = (context: EffectContext) => void;

/**
 * Prepares effects of a behaviour. Throws where an expression cannot be read or a resource is not known.
 * @param resources keys of the resources that it can make objects of, by the names that it has for them
 */
export function compileEffects(
  effects: Effect[],
  language: ExpressionLanguage,
  resources: ReadonlyMap<string, string>,
): DoEffect[] {
  return effects.map((effect) => compileEffect(effect, language, resources));
}

function compileEffect(effect: Effect, language: ExpressionLanguage, resources: ReadonlyMap<string, string>): DoEffect {
  if ('create' in effect) return compileCreate(effect, language, resources);
  if ('update' in effect) return compileUpdate(effect, language);
  if ('delete' in effect) {
    const target = language.compile(effect.delete);
    return ({ world, scope }) => {
      const origin = originIn(target(scope), effect.delete);
      world.remove(origin.resource, origin.id);
    };
  }
  if ('emit' in effect) {
    const [type, data] = [language.compile(effect.type), language.compileTemplate(effect.data)];
    return ({ scope, shown, emitted }) => {
      emitted.push({ webhook: effect.emit, type: String(type(scope)), data: shown(data(scope)) });
    };
  }
  if ('each' in effect) {
    const list = language.compile(effect.each);
    const inner = compileEffects(effect.do, language, resources);
    return (context) => {
      for (const item of listIn(list(context.scope))) {
        const scope = { ...context.scope, [effect.as]: item };
        for (const run of inner) run({ ...context, scope });
      }
    };
  }
  const condition = language.compile(effect.if);
  const [then, otherwise] = [effect.do, effect.else].map((branch) => compileEffects(branch, language, resources));
  return (context) => {
    for (const run of (condition(context.scope) === true ? then : otherwise) ?? []) run(context);
  };
}

function compileCreate(
  { create, as, set }: Extract<Effect, { create: string }>,
  language: ExpressionLanguage,
  resources: ReadonlyMap<string, string>,
): DoEffect {
  const resource = resources.get(create);
  if (resource === undefined) throw new Error(`The behaviour has no resource "${create}"`);
  const members = compileMembers(set, language);
  return ({ world, scope, zone, newId }) => {
    const { id: idMember, prefix } = world.typeOf(resource);
    const data: JsonObject = prefix === null ? {} : { [idMember]: newId(prefix) };
    for (const [name, evaluate] of members) data[name] = writeValue(evaluate(scope), zone);
    const id = data[idMember];
    if (typeof id !== 'string') throw new Error(`A new ${create} has no ${idMember}`);
    world.put(resource, id, data);
    if (as !== null) scope[as] = world.collection(resource).get(id);
  };
}

function compileUpdate({ update, set }: Extract<Effect, { update: string }>, language: ExpressionLanguage): DoEffect {
  const target = language.compile(update);
  const members = compileMembers(set, language);
  const isName = /^[a-zA-Z_]\w*$/.test(update);
  return ({ world, scope, zone }) => {
    const { resource, id } = originIn(target(scope), update);
    const before = world.get(resource, id);
    if (before === undefined) throw new Error(`${update} is no longer there`);
    const data = { ...before.data };
    for (const [name, evaluate] of members) data[name] = writeValue(evaluate(scope), zone);
    world.put(resource, id, data);
    if (isName) scope[update] = world.collection(resource).get(id);
  };
}

function compileMembers(
  set: Record<string, JsonValue>,
  language: ExpressionLanguage,
): (readonly [name: string, evaluate: Evaluate])[] {
  return Object.entries(set).map(([name, template]) => [name, language.compileTemplate(template)] as const);
}

function originIn(value: Value, expression: string): { resource: string; id: string } {
  const origin = originOf(value);
  if (origin === null) throw new Error(`${expression} is no object of a resource`);
  return origin;
}

function listIn(value: Value): (Value | ValueObject)[] {
  return Array.isArray(value) ? value : [];
}
