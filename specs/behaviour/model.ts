import type { JsonValue } from '../json/value.ts';

/** A text in the languages of the country that have it, by locale; the source language always has it. */
export type Texts = Record<string, string>;

/** An expression in CEL. */
export type Expression = string;

/** JSON in which every text is an expression. */
export type Template = JsonValue;

/** How a simulated service decides and what it changes: `behaviour.yaml`. */
export interface Behaviour {
  /** Resources of other services, by the name that expressions here have for them. */
  imports: Record<string, ImportedResource>;
  /** Constants, by the name that expressions have for them. */
  values: Record<string, JsonValue>;
  resources: Record<string, Resource>;
  /** By `operationId`. */
  operations: Record<string, OperationBehaviour>;
  events: Record<string, EventBehaviour>;
  /** What is true of a world between two calls. */
  invariants: Record<string, Expression>;
  /** What a person sees of the service, and can do there, on the pages of the sandbox that stand for the person's own. */
  citizen: Citizen;
}

/** A resource of another service, or what every world has. */
export type ImportedResource = CommonResource | { service: string; version: string; resource: string };

/**
 * `people`: the synthetic people of the country. `agencies`: those of the catalogue. `services`: the services of the catalogue
 * that have a behaviour.
 */
export type CommonResource = 'people' | 'agencies' | 'services';

/** What a service keeps: objects of one kind. */
export interface Resource {
  /** Member that tells its objects apart. */
  id: string;
  /** Beginning of new ids, before `_`; `null` where whoever creates an object sets its id. */
  prefix: string | null;
  /** Name of the component schema that says what of an object is shown; `null` for objects that are never shown whole. */
  shows: string | null;
  /** Members beyond those of the schema, which are never shown. */
  hidden: Record<string, MemberType>;
  /** Members, beside the id, that differ in each run, such as times: a test does not compare them. */
  generated: string[];
}

export type MemberType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'timestamp'
  | 'money'
  | 'list'
  | 'object'
  | 'any';

export interface OperationBehaviour {
  /** In order; each may use those before it. */
  let: Record<string, Expression>;
  /** By name, in order: the first whose condition holds answers. */
  refuse: Record<string, Refusal>;
  /** The service, as `<service>/<version>`, that answers the request in the same world; `null` where this one does itself. */
  forward: Expression | null;
  do: Effect[];
  answer: Answer;
}

/** A condition under which a request is refused. */
export interface Refusal {
  when: Expression;
  /** Example of the error response that documents it: its status, type and title are the answer's. */
  example: string;
  /** The condition in words. */
  because: Texts;
  /** The answer's `detail`, where that of the example does not do; `{expression}` is replaced by its value. */
  detail: Texts | null;
  /** Members of the answer beyond those of the example. */
  members: Record<string, Template>;
  headers: Record<string, Expression>;
  /** When the request will no longer be refused for this: a timestamp, a duration from now, or `null` where nobody knows. */
  retryAfter: Expression;
  /** What is kept although the request is refused, such as the count of wrong codes; before all that the answer says. */
  do: Effect[];
}

export interface Answer {
  /** `null`: the only 2xx that the operation declares. */
  status: number | null;
  /** `null` for an answer without a body. */
  body: Template | null;
  headers: Record<string, Expression>;
  /** Members of the body, as JSON Pointers, that differ in each run: a test does not compare them. */
  generated: string[];
}

export type Effect =
  | { create: string; as: string | null; set: Record<string, Template> }
  | { update: Expression; set: Record<string, Template> }
  | { delete: Expression }
  | { if: Expression; do: Effect[]; else: Effect[] }
  | { each: Expression; as: string; do: Effect[] }
  | { emit: string; type: Expression; data: Template };

/** Something that happens to an object at a time of the world's clock. */
export interface EventBehaviour {
  /** Resource whose objects it happens to; expressions call the object `it`. */
  of: string;
  /** When it happens; `null`: not yet known. */
  at: Expression;
  /** Whether it is still to happen. */
  when: Expression;
  because: Texts;
  let: Record<string, Expression>;
  do: Effect[];
}

/** Expressions call the person `person`. */
export interface Citizen {
  /** What the service knows of the person: `name`, a text or one for each language, and `phone`, a number or `null`. */
  person: Record<string, Template>;
  views: Partial<Record<CitizenViewName, CitizenView>>;
}

/** Each is a part of a page, which knows what its objects show and which actions they have. */
export type CitizenViewName =
  | 'messages'
  | 'calls'
  | 'shortCodes'
  | 'ussd'
  | 'requests'
  | 'consents'
  | 'paymentRequests'
  | 'documents'
  | 'applications';

/** Objects that a person sees; expressions call an object `it`. */
export interface CitizenView {
  /** The objects, as a list. */
  list: Expression;
  show: Record<string, Template>;
  /** What the person can do with an object, by name. */
  actions: Record<string, CitizenAction>;
  /** What the person can do without one. */
  start: CitizenAction | null;
}

/** A call of an operation in the name of a person; expressions call what the person sent with it `input`. */
export interface CitizenAction {
  operation: string;
  /** Whether it is offered; whether it can be done the operation says. */
  when: Expression;
  /** Path parameters. */
  path: Record<string, Expression>;
  body: Template | null;
}

/** What exists when a world begins: objects by resource. */
export type Seed = Record<string, SeedEntry[]>;

export type SeedEntry =
  /** Members as they are; times may be relative to the beginning of the world. */
  | { object: Record<string, JsonValue> }
  /** An object for each value, or for each combination of values; a later one may use those before it. */
  | { each: Record<string, Expression>; when: Expression | null; object: Record<string, Template> };
