import {
  type Citizen,
  type CitizenAction,
  type CitizenViewName,
  type Evaluate,
  ExpressionError,
  type ExpressionLanguage,
  type Scope,
  type Value,
} from '@dpi/specs/behaviour';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import { originOf } from './world.ts';

/** An object that a person sees. */
export interface CitizenItem {
  view: CitizenViewName;
  id: string;
  show: JsonObject;
  /** Names of what the person can do with it now. */
  actions: string[];
}

/** What a person sees of one service. */
export interface CitizenSight {
  /** What the service knows of the person, such as the number of the phone. */
  person: JsonObject;
  items: CitizenItem[];
  /** Views in which the person can start something. */
  starts: CitizenViewName[];
}

/** What a person chose to do. */
export interface CitizenChoice {
  view: string;
  /** `null` to start something. */
  item: { id: string; action: string } | null;
  input: JsonObject;
}

/** The call of an operation that an action stands for. */
export interface CitizenCall {
  operation: string;
  path: Record<string, string>;
  /** `null` for a call without a body. */
  body: JsonValue;
}

interface CompiledAction {
  operation: string;
  when: Evaluate;
  path: [name: string, evaluate: Evaluate][];
  body: Evaluate;
}

interface CompiledView {
  name: CitizenViewName;
  list: Evaluate;
  show: Evaluate;
  actions: Map<string, CompiledAction>;
  start: CompiledAction | null;
}

/** What people see of a service, ready to be evaluated. */
export interface CompiledCitizen {
  person: Evaluate;
  views: CompiledView[];
}

/** Of a service that shows nothing to people. */
export const NOBODY_SEES: CompiledCitizen = { person: () => ({}), views: [] };

/** @throws Error where an expression cannot be read */
export function compileCitizen({ person, views }: Citizen, language: ExpressionLanguage): CompiledCitizen {
  const compileAction = ({ operation, when, path, body }: CitizenAction): CompiledAction => ({
    operation,
    when: language.compile(when),
    path: Object.entries(path).map(([name, text]) => [name, language.compile(text)]),
    body: language.compileTemplate(body),
  });
  return {
    person: language.compileTemplate(person),
    views: Object.entries(views).map(([name, { list, show, actions, start }]) => ({
      name: name as CitizenViewName,
      list: language.compile(list),
      show: language.compileTemplate(show),
      actions: new Map(Object.entries(actions).map(([action, declared]) => [action, compileAction(declared)])),
      start: start === null ? null : compileAction(start),
    })),
  };
}

/** @param scope with `person` */
export function citizenSight(
  { person, views }: CompiledCitizen,
  scope: Scope,
  write: (value: Value) => JsonValue,
): CitizenSight {
  const known = write(person(scope));
  return {
    person: isObject(known) ? known : {},
    items: views.flatMap((view) =>
      objectsOf(view, scope).map(([id, it]) => {
        const of = { ...scope, it };
        const shown = write(view.show(of));
        const can = [...view.actions].filter(([, { when }]) => when(of) === true);
        return {
          view: view.name,
          id,
          show: isObject(shown) ? shown : {},
          actions: can.map(([action]) => action),
        };
      }),
    ),
    starts: views.filter(({ start }) => start !== null && start.when(scope) === true).map(({ name }) => name),
  };
}

/**
 * Whether it can be done now is for the operation to say, with its reason.
 * @returns `null` where the person does not see the object, there is no such action, or the input lacks what it needs
 */
export function citizenCall(
  { views }: CompiledCitizen,
  scope: Scope,
  { view: name, item, input }: CitizenChoice,
  write: (value: Value) => JsonValue,
): CitizenCall | null {
  const view = views.find((candidate) => candidate.name === name);
  if (view === undefined) return null;
  const found = item === null ? null : objectsOf(view, scope).find(([id]) => id === item.id);
  if (found === undefined) return null;
  const action = item === null ? view.start : view.actions.get(item.action);
  if (action === undefined || action === null) return null;
  const of: Scope = { ...scope, it: found?.[1] ?? null, input };
  try {
    return {
      operation: action.operation,
      path: Object.fromEntries(action.path.map(([parameter, evaluate]) => [parameter, String(evaluate(of))])),
      body: write(action.body(of)),
    };
  } catch (error) {
    // The input lacks what the action needs.
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

function objectsOf({ list }: CompiledView, scope: Scope): [id: string, it: Value][] {
  const objects = list(scope);
  if (!Array.isArray(objects)) return [];
  return objects.flatMap((it) => {
    const origin = originOf(it);
    return origin === null ? [] : [[origin.id, it] as [string, Value]];
  });
}
