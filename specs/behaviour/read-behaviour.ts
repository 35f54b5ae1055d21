import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { isMap, LineCounter, parseDocument } from 'yaml';
import {
  isObject,
  type JsonObject,
  type JsonValue,
  objectsIn,
  stringOr,
  stringOrNull,
  stringsIn,
} from '../json/value.ts';
import type {
  Answer,
  Behaviour,
  Citizen,
  CitizenAction,
  CommonResource,
  Effect,
  EventBehaviour,
  Expression,
  ImportedResource,
  MemberType,
  OperationBehaviour,
  Refusal,
  Resource,
  Template,
  Texts,
} from './model.ts';

/** Something in a behaviour or a seed that cannot be used. */
export interface BehaviourFault {
  /** Keys from the top of the file to where it is. */
  path: string[];
  message: string;
  hint: string;
}

/** A YAML file and where its values stand. */
export interface YamlFile {
  /** `null` where the text is not YAML, or no mapping. */
  data: JsonObject | null;
  faults: BehaviourFault[];
  /** Line and column, from 1, of the value that keys lead to, or of the nearest that there is. */
  placeOf(path: string[]): { line: number; column: number };
}

export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const placeOf = (path: string[]) => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const range = isObject(node) ? (node as { range?: [number, number, number] | null }).range : null;
      if (range === null || range === undefined) continue;
      // The key of a mapping says more than where its value begins.
      const parent = length === 0 ? null : document.getIn(path.slice(0, length - 1), true);
      const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === path[length - 1]) : undefined;
      const key = pair?.key as { range?: [number, number, number] | null } | undefined;
      const { line, col } = lines.linePos(key?.range?.[0] ?? range[0]);
      return { line, column: col };
    }
    return { line: 1, column: 1 };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const start = error.linePos?.[0] ?? { line: 1, col: 1 };
    const fault = { path: [], message: error.message.split('\n')[0] ?? '', hint: 'Correct the YAML.' };
    return { data: null, faults: [fault], placeOf: () => ({ line: start.line, column: start.col }) };
  }
  const data: unknown = document.toJS();
  if (isObject(data)) return { data, faults: [], placeOf };
  const fault = {
    path: [],
    message: 'A mapping is expected at the top.',
    hint: 'Write members such as "operations:".',
  };
  return { data: null, faults: [fault], placeOf };
}

const SCHEMA = JSON.parse(readFileSync(join(import.meta.dirname, 'behaviour.schema.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: false }).compile(SCHEMA);
/** One mistake in an alternative is told by each alternative. */
const MAX_FAULTS = 20;

/**
 * The behaviour in a file.
 * @param data of `behaviour.yaml`
 * @param translations data of `behaviour.<locale>.yaml`, by locale: texts in the places of those of the source
 * @param source language of the texts of the file itself
 */
export function readBehaviour(
  data: JsonObject,
  translations: Map<string, JsonObject>,
  source: string,
): { behaviour: Behaviour | null; faults: BehaviourFault[] } {
  if (!validate(data)) return { behaviour: null, faults: (validate.errors ?? []).slice(0, MAX_FAULTS).map(faultOf) };
  const texts = new TextReader(translations, source);
  const common = membersOf(data.common);
  const faults: BehaviourFault[] = [];
  const behaviour: Behaviour = {
    imports: mapMembers(data.imports, (value) => importedResource(stringOr(value, ''))),
    values: membersOf(data.values) as Record<string, JsonValue>,
    resources: mapMembers(data.resources, readResource),
    operations: mapMembers(data.operations, (value, id) => {
      const included = stringsIn(membersOf(value).include).flatMap((name, index) => {
        if (name in common) return [[name, membersOf(common[name])] as const];
        const message = `There is no "${name}" in "common".`;
        faults.push({
          path: ['operations', id, 'include', String(index)],
          message,
          hint: `There is: ${Object.keys(common).join(', ') || 'nothing'}.`,
        });
        return [];
      });
      return readOperation(membersOf(value), id, included, texts);
    }),
    events: mapMembers(data.events, (value, name) => readEvent(membersOf(value), name, texts)),
    invariants: mapMembers(data.invariants, expressionIn),
    citizen: readCitizen(membersOf(data.citizen)),
  };
  return { behaviour, faults };
}

function faultOf({ instancePath, keyword, params, message = '' }: ErrorObject): BehaviourFault {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keyword === 'additionalProperties') {
    const name = String(params.additionalProperty);
    return { path: [...path, name], message: `"${name}" is not known here.`, hint: 'Remove it, or correct its name.' };
  }
  if (keyword === 'required') {
    return { path, message: `"${params.missingProperty}" is missing.`, hint: 'Add it.' };
  }
  const hint = keyword === 'enum' ? `One of: ${params.allowedValues.join(', ')}.` : 'See the guide on behaviours.';
  return { path, message: `This ${message}.`, hint };
}

/** Texts of the source and their translations, by the same keys. */
class TextReader {
  readonly #translations: Map<string, JsonObject>;
  readonly #source: string;

  constructor(translations: Map<string, JsonObject>, source: string) {
    this.#translations = translations;
    this.#source = source;
  }

  /** `null` where the source has no text. */
  read(text: JsonValue | undefined, path: string[]): Texts | null {
    if (typeof text !== 'string') return null;
    const texts: Texts = { [this.#source]: text };
    for (const [locale, data] of this.#translations) {
      let at: JsonValue | undefined = data;
      for (const key of path) at = isObject(at) ? at[key] : undefined;
      if (typeof at === 'string') texts[locale] = at;
    }
    return texts;
  }
}

function importedResource(text: string): ImportedResource {
  const [, service = '', version = '', resource = ''] = /^([^/]+)\/([^.]+)\.(.+)$/.exec(text) ?? [];
  return service === '' ? (text as CommonResource) : { service, version, resource };
}

function readResource(value: JsonValue | undefined): Resource {
  const data = membersOf(value);
  return {
    id: stringOr(data.id, ''),
    prefix: stringOrNull(data.prefix),
    shows: stringOrNull(data.shows),
    hidden: mapMembers(data.hidden, (type) => stringOr(type, 'any') as MemberType),
    generated: stringsIn(data.generated),
  };
}

function readOperation(
  data: JsonObject,
  id: string,
  included: (readonly [name: string, part: JsonObject])[],
  texts: TextReader,
): OperationBehaviour {
  const refuse: Record<string, Refusal> = {};
  for (const [name, part] of included) Object.assign(refuse, readRefusals(part.refuse, ['common', name], texts));
  Object.assign(refuse, readRefusals(data.refuse, ['operations', id], texts));
  return {
    let: Object.assign({}, ...[...included.map(([, part]) => part), data].map((part) => readLet(part.let))),
    refuse,
    forward: data.forward === undefined ? null : expressionIn(data.forward),
    do: readEffects(data.do),
    answer: readAnswer(membersOf(data.answer)),
  };
}

function readRefusals(value: JsonValue | undefined, above: string[], texts: TextReader): Record<string, Refusal> {
  return mapMembers(value, (refusal, name) => {
    const data = membersOf(refusal);
    const path = [...above, 'refuse', name];
    return {
      when: expressionIn(data.when),
      example: stringOr(data.example, ''),
      because: texts.read(data.because, [...path, 'because']) ?? {},
      detail: texts.read(data.detail, [...path, 'detail']),
      members: membersOf(data.members) as Record<string, Template>,
      headers: mapMembers(data.headers, expressionIn),
      retryAfter: expressionIn(data.retryAfter ?? null),
      do: readEffects(data.do),
    };
  });
}

function readAnswer(data: JsonObject): Answer {
  return {
    status: typeof data.status === 'number' ? data.status : null,
    body: data.body ?? null,
    headers: mapMembers(data.headers, expressionIn),
    generated: stringsIn(data.generated),
  };
}

function readEvent(data: JsonObject, name: string, texts: TextReader): EventBehaviour {
  return {
    of: stringOr(data.of, ''),
    at: expressionIn(data.at),
    when: data.when === undefined ? 'true' : expressionIn(data.when),
    because: texts.read(data.because, ['events', name, 'because']) ?? {},
    let: readLet(data.let),
    do: readEffects(data.do),
  };
}

function readCitizen({ person, ...views }: JsonObject): Citizen {
  return {
    person: membersOf(person) as Record<string, Template>,
    views: mapMembers(views, (value) => {
      const { list, show, actions, start } = membersOf(value);
      return {
        list: expressionIn(list),
        show: membersOf(show) as Record<string, Template>,
        actions: mapMembers(actions, (action) => readAction(membersOf(action))),
        start: start === undefined ? null : readAction(membersOf(start)),
      };
    }),
  };
}

function readAction({ operation, when, path, body }: JsonObject): CitizenAction {
  return {
    operation: stringOr(operation, ''),
    when: when === undefined ? 'true' : expressionIn(when),
    path: mapMembers(path, expressionIn),
    body: body ?? null,
  };
}

function readEffects(value: JsonValue | undefined): Effect[] {
  return objectsIn(value).map((data): Effect => {
    const set = membersOf(data.set) as Record<string, Template>;
    if (data.create !== undefined) return { create: stringOr(data.create, ''), as: stringOrNull(data.as), set };
    if (data.update !== undefined) return { update: expressionIn(data.update), set };
    if (data.delete !== undefined) return { delete: expressionIn(data.delete) };
    if (data.emit !== undefined)
      return { emit: stringOr(data.emit, ''), type: expressionIn(data.type), data: data.data ?? null };
    if (data.each !== undefined)
      return { each: expressionIn(data.each), as: stringOr(data.as, ''), do: readEffects(data.do) };
    return { if: expressionIn(data.if), do: readEffects(data.do), else: readEffects(data.else) };
  });
}

function readLet(value: JsonValue | undefined): Record<string, Expression> {
  return mapMembers(value, expressionIn);
}

/** A number, `true` or `null` is an expression as YAML writes it. */
function expressionIn(value: JsonValue | undefined): Expression {
  return typeof value === 'string' ? value : String(value);
}

function membersOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function mapMembers<T>(
  value: JsonValue | undefined,
  read: (member: JsonValue | undefined, name: string) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(membersOf(value)).map(([name, member]) => [name, read(member, name)]));
}
