import { isObject, type JsonValue } from '../../../json/value.ts';
import { nameInReference } from '../../../schema/schema-reference.ts';
import type { Schema } from '../../model.ts';
import { className, isIdentifier, unused } from './python-names.ts';

/** Declares the types of a service. Objects without a name of their own get one of where they stand. */
export class PythonTypes {
  readonly #names: ReadonlyMap<string, string>;
  readonly #schemas: Record<string, Schema>;
  readonly #used: Set<string>;
  readonly #classes: string[] = [];
  /** Types that stand for others, by name. */
  readonly #aliases = new Map<string, { about: string; type: string }>();

  /** @param taken names that are no types of the service */
  constructor(schemas: Record<string, Schema>, taken: Iterable<string>) {
    this.#schemas = schemas;
    this.#used = new Set(taken);
    this.#names = new Map(Object.keys(schemas).map((name) => [name, unused(className(name), this.#used)]));
    for (const [name, schema] of Object.entries(schemas)) this.#declare(this.#names.get(name) ?? '', schema);
  }

  /** Classes, whose annotations are read when all is there; then what stands for them, each after those that it names. */
  declarations(): string[] {
    const done: string[] = [];
    const begun = new Set<string>();
    const open = new Set<string>();
    const add = (name: string): void => {
      const alias = this.#aliases.get(name);
      if (alias === undefined || begun.has(name)) return;
      begun.add(name);
      open.add(name);
      const others: string[] = alias.type.replace(/"(?:\\.|[^"\\])*"/g, '').match(/\w+/g) ?? [];
      for (const other of others) add(other);
      // One that names itself, by way of others, is read later.
      const isCircular = others.some((other) => open.has(other));
      open.delete(name);
      const type = isCircular ? JSON.stringify(alias.type) : alias.type;
      done.push(`${alias.about}${name}: TypeAlias = ${type}`);
    };
    for (const name of this.#aliases.keys()) add(name);
    return [...this.#classes, ...done];
  }

  /**
   * A schema as an annotation. What types cannot say, such as bounds, is left to the service.
   * @param place from which an object without a name gets one
   */
  of(schema: Schema | boolean, place: string): string {
    if (typeof schema === 'boolean') return 'Any';
    const name = nameInReference(schema.$ref);
    if (name !== null) return this.#names.get(name) ?? 'Any';
    if (schema.const !== undefined) return literal([schema.const]);
    if (Array.isArray(schema.enum)) return literal(schema.enum);
    const alternatives = schema.oneOf ?? schema.anyOf;
    const [only, ...others] = schema.allOf ?? [];
    if (schema.properties === undefined && schema.type === undefined) {
      if (alternatives !== undefined)
        return union(alternatives.map((part, index) => this.of(part, `${place}${index + 1}`)));
      if (only !== undefined && others.length === 0) return this.of(only, place);
    }
    if (this.#isClass(schema)) {
      const made = unused(className(place), this.#used);
      this.#declare(made, schema);
      return made;
    }
    return this.#plain(schema, place);
  }

  #plain(schema: Schema, place: string): string {
    const types = schema.type === undefined ? (schema.items === undefined ? [] : ['array']) : [schema.type].flat();
    if (types.length === 0) return 'Any';
    return union(
      types.map((type) => {
        if (type === 'string') return 'str';
        if (type === 'integer') return 'int';
        if (type === 'number') return 'float';
        if (type === 'boolean') return 'bool';
        if (type === 'null') return 'None';
        if (type === 'array') return `list[${this.of((schema.items as Schema | undefined) ?? true, `${place}Item`)}]`;
        if (this.#isClass({ ...schema, type: 'object' })) return this.of({ ...schema, type: 'object' }, place);
        const others = schema.additionalProperties;
        return `dict[str, ${isObject(others) ? this.of(others as Schema, `${place}Value`) : 'Any'}]`;
      }),
    );
  }

  /** Whether a schema is an object of known members, by itself or by what it adds to others that are. */
  #isClass(schema: Schema | boolean, seen: ReadonlySet<string> = new Set()): boolean {
    if (typeof schema === 'boolean') return false;
    const name = nameInReference(schema.$ref);
    if (name !== null) {
      const target = this.#schemas[name];
      return target !== undefined && !seen.has(name) && this.#isClass(target, new Set([...seen, name]));
    }
    if (
      schema.const !== undefined ||
      schema.enum !== undefined ||
      schema.oneOf !== undefined ||
      schema.anyOf !== undefined
    )
      return false;
    if (schema.type !== undefined && schema.type !== 'object') return false;
    const parts = schema.allOf ?? [];
    if (parts.length === 0) return Object.keys(schema.properties ?? {}).length > 0;
    return parts.every((part) => this.#isClass(part, seen));
  }

  #declare(name: string, schema: Schema): void {
    if (!this.#isClass(schema)) {
      this.#aliases.set(name, { about: comment(schema.description), type: this.of(schema, name) });
      return;
    }
    const index = this.#classes.push('') - 1;
    this.#classes[index] = this.#classOf(name, schema);
  }

  #classOf(name: string, schema: Schema): string {
    const members = membersOf(schema, this.#schemas).map(([key, { property, isOptional }]) => {
      const type = this.of(property, `${name} ${key}`);
      const text = typeof property === 'object' ? property.description : undefined;
      return { key, text, type: isOptional ? `NotRequired[${type}]` : type };
    });
    if (members.every(({ key }) => isIdentifier(key))) {
      const lines = members.map(({ key, text, type }) => `${comment(text)}${key}: ${type}`);
      return `class ${name}(TypedDict):\n${indent([docstring(schema.description), ...lines].filter(Boolean).join('\n'))}`;
    }
    const lines = members.map(
      ({ key, text, type }) => `${comment(text)}${JSON.stringify(key)}: ${JSON.stringify(type)},`,
    );
    return `${comment(schema.description)}${name} = TypedDict(${JSON.stringify(name)}, {\n${indent(lines.join('\n'))}\n})`;
  }
}

interface Member {
  property: Schema | boolean;
  isOptional: boolean;
}

/** The members of an object and of all that it is put together of, each once. */
function membersOf(schema: Schema | boolean, schemas: Record<string, Schema>): [string, Member][] {
  if (typeof schema === 'boolean') return [];
  const name = nameInReference(schema.$ref);
  if (name !== null) return membersOf(schemas[name] ?? true, schemas);
  const required = new Set(schema.required ?? []);
  const own = Object.entries(schema.properties ?? {}).map(([key, property]): [string, Member] => {
    // A request lacks what is read-only, a response what is write-only.
    const isOneWay = isObject(property) && (property.readOnly === true || property.writeOnly === true);
    return [key, { property, isOptional: !required.has(key) || isOneWay }];
  });
  const all = new Map([...(schema.allOf ?? []).flatMap((part) => membersOf(part, schemas)), ...own]);
  for (const [key, member] of all)
    if (required.has(key) && own.every(([one]) => one !== key)) all.set(key, { ...member, isOptional: false });
  return [...all];
}

function literal(values: JsonValue[]): string {
  const isLiteral = values.every(
    (value) => value === null || ['string', 'boolean'].includes(typeof value) || Number.isInteger(value),
  );
  if (!isLiteral || values.length === 0) return 'Any';
  return `Literal[${[...new Set(values.map(valueText))].join(', ')}]`;
}

/** A value of JSON as Python writes it. */
function valueText(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}

function union(types: string[]): string {
  return types.includes('Any') ? 'Any' : [...new Set(types)].join(' | ');
}

/** A text above a declaration; nothing for none. */
export function comment(text: unknown): string {
  if (typeof text !== 'string' || text.trim() === '') return '';
  return `${printable(text)
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')}\n`;
}

/** A text as the first line of a class or a function; nothing for none. */
export function docstring(text: unknown): string {
  if (typeof text !== 'string' || text.trim() === '') return '';
  return `"""${printable(text).replace(/[\\"]/g, '\\$&')}"""`;
}

/** Without what ends a line for Python, or may not stand in a source. */
function printable(text: string): string {
  return text
    .trim()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ');
}

export function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
