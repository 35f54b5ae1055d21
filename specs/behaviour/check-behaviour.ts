import { Environment } from '@marcbachmann/cel-js';
import type { Operation, Schema, Service } from '../catalogue/model.ts';
import { isObject, type JsonValue } from '../json/value.ts';
import { Collection } from './collection.ts';
import { FUNCTIONS } from './functions.ts';
import { addOperators, textParts, withNullBranches } from './language.ts';
import { type Schemas, shapeOf } from './members.ts';
import type {
  Behaviour,
  CitizenAction,
  CommonResource,
  Effect,
  Expression,
  ImportedResource,
  Refusal,
  Resource,
  Seed,
  Template,
} from './model.ts';
import { Money } from './money.ts';
import type { BehaviourFault } from './read-behaviour.ts';
import { isReservedName } from './reserved-names.ts';
import { memberSchemas } from './resource-schema.ts';
import { retryAfterHeader } from './retry-after.ts';

/** A resource, and the schemas of the service that keeps it. */
export interface KnownResource {
  resource: Resource;
  schemas: Schemas;
}

/** What a behaviour is checked against. */
export interface CheckContext {
  service: Pick<Service, 'operations' | 'webhooks' | 'schemas'>;
  behaviour: Behaviour;
  seed: Seed;
  /** `null` where no service has such a resource. */
  imported: (resource: Exclude<ImportedResource, CommonResource>) => KnownResource | null;
}

export interface BehaviourMistakes {
  /** In `behaviour.yaml`. */
  behaviour: BehaviourFault[];
  /** In `seed.yaml`. */
  seed: BehaviourFault[];
}

/** What expressions know of a request that another service answered. */
const FORWARDED = {
  status: 'int',
  durationMs: 'int',
  requestDigest: 'string',
  responseDigest: 'string',
  requestHash: 'string',
};

/** Types of a moment from which a request may be sent again. */
const RETRY_AFTER = ['google.protobuf.Timestamp', 'google.protobuf.Duration', 'null'];

/**
 * Finds what in a behaviour cannot be used: expressions that cannot be read or whose types do not fit, and names of operations,
 * examples, schemas, webhooks, resources and members that there are not.
 */
export function checkBehaviour(context: CheckContext): BehaviourMistakes {
  return new BehaviourChecker(context).check();
}

class BehaviourChecker {
  readonly #context: CheckContext;
  readonly #faults: BehaviourFault[] = [];
  /** Of every operation: functions, types, constants and collections. */
  readonly #environment: Environment;
  /** Members of the objects that variables of an expression are, by the name of their type. */
  readonly #members = new Map<string, { name: string; known: Set<string> }>();

  constructor(context: CheckContext) {
    this.#context = context;
    this.#environment = new Environment({ homogeneousAggregateLiterals: false });
  }

  check(): BehaviourMistakes {
    const { behaviour, service } = this.#context;
    this.#prepare();
    for (const [id, operation] of Object.entries(behaviour.operations)) {
      const path = ['operations', id];
      const declared = service.operations.find((candidate) => candidate.id === id);
      if (declared === undefined) {
        const known = service.operations.map((candidate) => candidate.id).join(', ');
        this.#report(path, `The spec has no operation "${id}".`, `It has: ${known}.`);
        continue;
      }
      const environment = this.#environment.clone();
      this.#declare(environment, 'request', this.#requestType(environment, declared), path);
      this.#checkLets(environment, operation.let, [...path, 'let']);
      for (const [name, refusal] of Object.entries(operation.refuse))
        this.#checkRefusal(environment.clone(), refusal, declared, [...path, 'refuse', name]);
      const answered = environment.clone();
      if (operation.forward !== null) {
        this.#checkExpression(answered, operation.forward, [...path, 'forward'], ['string']);
        answered.registerType('Forwarded', { fields: FORWARDED });
        this.#declare(answered, 'forwarded', 'Forwarded', [...path, 'forward']);
      }
      const done = this.#checkEffects(answered, operation.do, [...path, 'do']);
      const answer = [...path, 'answer'];
      this.#checkTemplate(done, operation.answer.body, [...answer, 'body']);
      for (const [name, expression] of Object.entries(operation.answer.headers))
        this.#checkExpression(done, expression, [...answer, 'headers', name]);
      this.#checkStatus(declared, operation.answer.status, answer);
    }
    for (const [name, event] of Object.entries(behaviour.events)) {
      const path = ['events', name];
      if (!(event.of in behaviour.resources)) {
        this.#reportResource([...path, 'of'], event.of);
        continue;
      }
      const environment = this.#environment.clone();
      this.#declare(environment, 'it', objectType(event.of), path);
      this.#checkExpression(environment, event.at, [...path, 'at'], ['google.protobuf.Timestamp', 'null']);
      this.#checkExpression(environment, event.when, [...path, 'when'], ['bool']);
      this.#checkLets(environment, event.let, [...path, 'let']);
      this.#checkEffects(environment, event.do, [...path, 'do']);
    }
    for (const [name, expression] of Object.entries(behaviour.invariants))
      this.#checkExpression(this.#environment.clone(), expression, ['invariants', name], ['bool']);
    this.#checkCitizen();
    return { behaviour: this.#faults.splice(0), seed: this.#checkSeed() };
  }

  #checkCitizen(): void {
    const { person, views } = this.#context.behaviour.citizen;
    const environment = this.#environment.clone();
    environment.registerVariable('person', 'dyn');
    this.#checkTemplate(environment, person, ['citizen', 'person']);
    for (const [name, { list, show, actions, start }] of Object.entries(views)) {
      const path = ['citizen', name];
      const type = this.#checkExpression(environment, list, [...path, 'list']);
      const shown = environment.clone();
      this.#declare(shown, 'it', /^list<(.+)>$/.exec(type)?.[1] ?? 'dyn', path);
      this.#checkTemplate(shown, show, [...path, 'show']);
      for (const [actionName, action] of Object.entries(actions))
        this.#checkAction(shown.clone(), action, [...path, 'actions', actionName]);
      if (start !== null) this.#checkAction(environment.clone(), start, [...path, 'start']);
    }
  }

  #checkAction(environment: Environment, action: CitizenAction, path: string[]): void {
    const { service } = this.#context;
    environment.registerVariable('input', 'map<string, dyn>');
    if (!service.operations.some(({ id }) => id === action.operation)) {
      const known = service.operations.map(({ id }) => id).join(', ');
      this.#report([...path, 'operation'], `The spec has no operation "${action.operation}".`, `It has: ${known}.`);
    }
    this.#checkExpression(environment, action.when, [...path, 'when'], ['bool']);
    for (const [name, expression] of Object.entries(action.path))
      this.#checkExpression(environment, expression, [...path, 'path', name], ['string']);
    this.#checkTemplate(environment, action.body, [...path, 'body']);
  }

  #prepare(): void {
    const { behaviour, service, imported } = this.#context;
    const environment = this.#environment;
    environment.registerType('Money', { ctor: Money, fields: { currency: 'string' } });
    environment.registerType('Collection', { ctor: Collection, fields: {} });
    addOperators(environment);
    for (const { signature } of FUNCTIONS) environment.registerFunction(signature, () => null);
    for (const type of ['string', 'int', 'double', 'bool', 'google.protobuf.Timestamp', 'Money', 'list<dyn>'])
      environment.registerOperator(`${type} == null`, () => false);
    this.#declare(environment, 'now', 'google.protobuf.Timestamp', []);
    for (const [name, value] of Object.entries(behaviour.values))
      this.#declare(environment, name, constantType(value), ['values', name]);
    for (const [name, resource] of Object.entries(behaviour.resources)) {
      const path = ['resources', name];
      if (resource.shows !== null && !(resource.shows in service.schemas)) {
        const hint = 'Name a schema of components/schemas.';
        this.#report([...path, 'shows'], `The spec has no schema "${resource.shows}".`, hint);
      }
      this.#addCollection(name, { resource, schemas: service.schemas }, path);
      const members = this.#members.get(objectType(name))?.known;
      if (members !== undefined && resource.shows !== null && !members.has(resource.id))
        this.#report([...path, 'id'], `The schema has no member "${resource.id}".`, 'Name the member that is the id.');
      for (const member of resource.generated) {
        if (members?.has(member) === false)
          this.#report([...path, 'generated'], `The objects have no member "${member}".`, 'Correct its name.');
      }
    }
    for (const [name, reference] of Object.entries(behaviour.imports)) {
      const path = ['imports', name];
      if (typeof reference === 'string') {
        this.#declare(environment, name, 'Collection', path);
        continue;
      }
      const known = imported(reference);
      if (known !== null) {
        this.#addCollection(name, known, path);
        continue;
      }
      const { service: id, version, resource } = reference;
      this.#report(path, `${id}/${version} has no resource "${resource}".`, 'Name one that its behaviour keeps.');
      this.#declare(environment, name, 'dyn', path);
    }
  }

  #addCollection(name: string, { resource, schemas }: KnownResource, path: string[]): void {
    const environment = this.#environment;
    const type = this.#objectType(environment, memberSchemas(resource), schemas, objectType(name));
    const collection = collectionType(name);
    environment.registerType(collection, { fields: {} });
    environment.registerFunction(`${collection}.get(dyn): ${type}`, () => null);
    environment.registerFunction(`${collection}.where(map): list<${type}>`, () => null);
    environment.registerFunction(`${collection}.all(): list<${type}>`, () => null);
    this.#declare(environment, name, collection, path);
  }

  /** Registers the type of the values of an object's schema, and returns its name. */
  #objectType(environment: Environment, schema: Schema, schemas: Schemas, name: string, depth = 0): string {
    const shape = shapeOf(schema, schemas);
    if (shape.kind !== 'object') return 'dyn';
    const fields: Record<string, string> = {};
    for (const [member, memberSchema] of Object.entries(shape.members))
      fields[member] = this.#memberType(environment, memberSchema, schemas, name + capitalized(member), depth + 1);
    environment.registerType(name, { fields });
    environment.registerOperator(`${name} == null`, () => false);
    this.#members.set(name, { name, known: new Set(Object.keys(fields)) });
    return name;
  }

  #memberType(environment: Environment, schema: Schema, schemas: Schemas, name: string, depth = 0): string {
    const shape = shapeOf(schema, schemas);
    switch (shape.kind) {
      case 'string':
        return 'string';
      case 'integer':
        return 'int';
      case 'number':
        return 'double';
      case 'boolean':
        return 'bool';
      case 'timestamp':
        return 'google.protobuf.Timestamp';
      case 'money':
        return 'Money';
      case 'list':
        if (shape.items === null || depth > MAX_DEPTH) return 'list<dyn>';
        return `list<${this.#memberType(environment, shape.items, schemas, `${name}Item`, depth + 1)}>`;
      case 'object':
        // Schemas may hold themselves.
        if (depth > MAX_DEPTH || Object.keys(shape.members).length === 0) return 'dyn';
        return this.#objectType(environment, schema, schemas, name, depth);
      default:
        return 'dyn';
    }
  }

  #requestType(environment: Environment, { parameters, requestBody }: Operation): string {
    const { schemas } = this.#context.service;
    const [content] = requestBody?.contents ?? [];
    const fields: Record<string, string> = {
      body:
        content?.schema === undefined || content.schema === null
          ? 'dyn'
          : this.#memberType(environment, content.schema, schemas, 'RequestBody'),
    };
    for (const place of ['path', 'query'] as const) {
      const properties = Object.fromEntries(
        parameters.filter((parameter) => parameter.in === place).map(({ name, schema }) => [name, schema]),
      );
      fields[place] = this.#objectType(
        environment,
        { type: 'object', properties },
        schemas,
        `Request${capitalized(place)}`,
      );
    }
    // Names of headers have hyphens, and are asked for as keys.
    fields.header = 'map<string, dyn>';
    environment.registerType('Request', { fields });
    return 'Request';
  }

  #declare(environment: Environment, name: string, type: string, path: string[]): void {
    if (isReservedName(name)) this.#report(path, `CEL keeps the name "${name}" for itself.`, 'Choose another name.');
    else if (environment.hasVariable(name))
      this.#report(path, `"${name}" has a meaning already.`, 'Choose another name.');
    else environment.registerVariable(name, type);
  }

  #checkLets(environment: Environment, lets: Record<string, Expression>, path: string[]): void {
    for (const [name, expression] of Object.entries(lets)) {
      const type = this.#checkExpression(environment, expression, [...path, name]);
      this.#declare(environment, name, type === 'null' ? 'dyn' : type, [...path, name]);
    }
  }

  #checkRefusal(environment: Environment, refusal: Refusal, operation: Operation, path: string[]): void {
    this.#checkExpression(environment, refusal.when, [...path, 'when'], ['bool']);
    const errors = operation.examples.filter(({ response }) => response !== null && Number(response.status) >= 400);
    const example = errors.find(({ name }) => name === refusal.example);
    if (example === undefined) {
      const known = errors.map(({ name }) => name).join(', ') || 'none';
      this.#report(
        [...path, 'example'],
        `No error response of ${operation.id} has an example "${refusal.example}".`,
        `There is: ${known}.`,
      );
    }
    const done = this.#checkEffects(environment, refusal.do, [...path, 'do']);
    for (const text of Object.values(refusal.detail ?? {})) {
      for (const { text: part, isExpression } of textParts(text))
        if (isExpression) this.#checkExpression(done, part, [...path, 'detail']);
    }
    this.#checkTemplate(done, refusal.members, [...path, 'members']);
    for (const [name, expression] of Object.entries(refusal.headers))
      this.#checkExpression(done, expression, [...path, 'headers', name]);
    this.#checkExpression(done, refusal.retryAfter, [...path, 'retryAfter'], RETRY_AFTER);
    const status = example?.response?.status;
    if (refusal.retryAfter !== 'null' && status !== undefined && retryAfterHeader(operation, status) === null) {
      this.#report(
        [...path, 'retryAfter'],
        `The response ${status} of ${operation.id} declares no header Retry-After.`,
        'Declare it in the spec, or leave "retryAfter" out.',
      );
    }
  }

  #checkStatus({ id, responses }: Operation, status: number | null, path: string[]): void {
    const successes = responses.filter(({ status: declared }) => /^[23]/.test(declared));
    if (status === null ? successes.length > 0 : responses.some((response) => response.status === String(status)))
      return;
    const known = successes.map((response) => response.status).join(', ');
    this.#report(path, `${id} declares no response ${status ?? '2XX'}.`, `It declares: ${known || 'none'}.`);
  }

  /** @returns the environment of what comes after them, with the names that they gave */
  #checkEffects(environment: Environment, effects: Effect[], path: string[]): Environment {
    return effects.reduce((before, effect, index) => {
      this.#checkEffect(before, effect, [...path, String(index)]);
      // An environment that was cloned for what is inside an effect takes no more names.
      return before.clone();
    }, environment);
  }

  #checkEffect(environment: Environment, effect: Effect, path: string[]): void {
    const { service } = this.#context;
    if ('create' in effect) {
      const resource = this.#creatable(effect.create);
      if (resource === null) {
        this.#reportResource([...path, 'create'], effect.create);
        return;
      }
      const type = objectType(effect.create);
      this.#checkSet(environment, effect.set, type, [...path, 'set']);
      const { id, prefix } = resource;
      if (prefix === null && !(id in effect.set))
        this.#report(
          [...path, 'set'],
          `A new ${effect.create} has no "${id}".`,
          'Set it, or give the resource a prefix.',
        );
      if (effect.as !== null && !environment.hasVariable(effect.as)) environment.registerVariable(effect.as, type);
    } else if ('update' in effect) {
      const type = this.#checkExpression(environment, effect.update, [...path, 'update']);
      this.#checkSet(environment, effect.set, type, [...path, 'set']);
    } else if ('delete' in effect) {
      this.#checkExpression(environment, effect.delete, [...path, 'delete']);
    } else if ('emit' in effect) {
      if (!service.webhooks.some(({ name }) => name === effect.emit)) {
        const known = service.webhooks.map(({ name }) => name).join(', ') || 'none';
        this.#report([...path, 'emit'], `The spec has no webhook "${effect.emit}".`, `It has: ${known}.`);
      }
      this.#checkExpression(environment, effect.type, [...path, 'type'], ['string']);
      this.#checkTemplate(environment, effect.data, [...path, 'data']);
    } else if ('each' in effect) {
      const type = this.#checkExpression(environment, effect.each, [...path, 'each']);
      const inner = environment.clone();
      this.#declare(inner, effect.as, /^list<(.+)>$/.exec(type)?.[1] ?? 'dyn', [...path, 'as']);
      this.#checkEffects(inner, effect.do, [...path, 'do']);
    } else {
      this.#checkExpression(environment, effect.if, [...path, 'if'], ['bool']);
      this.#checkEffects(environment.clone(), effect.do, [...path, 'do']);
      this.#checkEffects(environment.clone(), effect.else, [...path, 'else']);
    }
  }

  /** A resource of the service, or one that it imports. */
  #creatable(name: string): Resource | null {
    const { behaviour, imported } = this.#context;
    const reference = behaviour.imports[name];
    if (reference === undefined || typeof reference === 'string') return behaviour.resources[name] ?? null;
    return imported(reference)?.resource ?? null;
  }

  #checkSet(environment: Environment, set: Record<string, Template>, type: string, path: string[]): void {
    const members = this.#members.get(type)?.known;
    for (const [name, template] of Object.entries(set)) {
      if (members?.has(name) === false) {
        const hint = `There is: ${[...members].join(', ')}.`;
        this.#report([...path, name], `The objects have no member "${name}".`, hint);
      }
      this.#checkTemplate(environment, template, [...path, name]);
    }
  }

  #checkTemplate(environment: Environment, template: Template, path: string[]): void {
    if (typeof template === 'string') this.#checkExpression(environment, template, path);
    else if (Array.isArray(template))
      for (const [index, item] of template.entries()) this.#checkTemplate(environment, item, [...path, String(index)]);
    else if (isObject(template))
      for (const [name, member] of Object.entries(template))
        this.#checkTemplate(environment, member ?? null, [...path, name]);
  }

  /** @returns the type of its values; `dyn` where it has none */
  #checkExpression(environment: Environment, expression: Expression, path: string[], wanted: string[] = []): string {
    const result = environment.check(withNullBranches(expression));
    if (!result.valid) {
      const summary = (result.error?.message ?? 'cannot be read').split('\n')[0] ?? '';
      this.#report(path, `${summary}: ${expression.trim()}`, hintFor(summary));
      return 'dyn';
    }
    const type = String(result.type);
    if (wanted.length > 0 && type !== 'dyn' && !wanted.includes(type))
      this.#report(
        path,
        `The value is ${type}, but must be ${wanted.join(' or ')}: ${expression.trim()}`,
        'Correct the expression.',
      );
    return type === 'list' ? 'list<dyn>' : type;
  }

  #checkSeed(): BehaviourFault[] {
    const { behaviour, seed } = this.#context;
    const environment = this.#environment.clone();
    if (!environment.hasVariable('people')) environment.registerVariable('people', 'Collection');
    for (const [name, entries] of Object.entries(seed)) {
      const members = this.#members.get(objectType(name))?.known;
      const id = behaviour.resources[name]?.id ?? '';
      for (const [index, entry] of entries.entries()) {
        const path = [name, String(index)];
        const inner = environment.clone();
        if ('each' in entry) {
          for (const [variable, list] of Object.entries(entry.each)) {
            this.#checkExpression(inner, list, [...path, 'each', variable]);
            this.#declare(inner, variable, 'dyn', [...path, 'each', variable]);
          }
          if (entry.when !== null) this.#checkExpression(inner, entry.when, [...path, 'when'], ['bool']);
          this.#checkTemplate(inner, entry.object, [...path, 'object']);
        }
        const place = 'each' in entry ? [...path, 'object'] : path;
        if (!(id in entry.object)) this.#report(place, `It has no "${id}".`, 'Give it an id.');
        for (const member of Object.keys(entry.object)) {
          if (members?.has(member) === false)
            this.#report(
              [...place, member],
              `A ${name} has no member "${member}".`,
              `It has: ${[...members].join(', ')}.`,
            );
        }
      }
    }
    return this.#faults.splice(0);
  }

  #reportResource(path: string[], name: string): void {
    const known = Object.keys(this.#context.behaviour.resources).join(', ') || 'none';
    this.#report(path, `The behaviour has no resource "${name}".`, `It has: ${known}.`);
  }

  #report(path: string[], message: string, hint: string): void {
    this.#faults.push({ path, message, hint });
  }
}

/** Levels of objects in objects whose members are known by name. */
const MAX_DEPTH = 8;

/** Name of the type of a resource's objects, and of their collection. */
function objectType(resource: string): string {
  return `Object${capitalized(resource)}`;
}

function collectionType(resource: string): string {
  return `Collection${capitalized(resource)}`;
}

function capitalized(name: string): string {
  const letters = name.replace(/[^A-Za-z0-9]/g, '');
  return letters.slice(0, 1).toUpperCase() + letters.slice(1);
}

function constantType(value: JsonValue): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  if (isObject(value) && typeof value.amount === 'string' && typeof value.currency === 'string') return 'Money';
  return Array.isArray(value) ? 'list<dyn>' : 'dyn';
}

function hintFor(summary: string): string {
  if (/unknown variable/i.test(summary))
    return 'A text is an expression: a literal text stands in quotes, as in \'"settled"\'.';
  return 'The guide on behaviours lists what expressions can use.';
}
