import type { CompileSchema, ValidateSchema } from '@dpi/specs/schema';
import { deserializer, type PrismParameter, type PrismSchema } from './prism.ts';
import type { Values } from './request.ts';
import { parameterViolations, type Violation } from './violations.ts';

/** Checks the parameters of one place; returns what does not fit. */
export type CheckParameters = (values: Values) => Violation[];

export type ParameterPlace = Exclude<Violation['in'], 'body'>;

const NONE: Violation[] = [];

/** OpenAPI: parameters of these names are described elsewhere and ignored as parameters. */
const DESCRIBED_ELSEWHERE = new Set(['accept', 'content-type', 'authorization']);

/**
 * Prepares the check of an operation's path, query, header or cookie parameters, as Prism does it for each request: every
 * parameter is read by its style, and all are checked as one object whose texts may stand for numbers and booleans.
 * `null` where there is nothing to check. The schema is compiled at the first use.
 */
export function parameterCheck(
  place: ParameterPlace,
  declared: PrismParameter[],
  compile: CompileSchema,
): CheckParameters | null {
  const parameters = declared.filter(({ name }) => place !== 'header' || !DESCRIBED_ELSEWHERE.has(name.toLowerCase()));
  if (parameters.length === 0) return null;
  const names = new Map(parameters.map(({ name }) => [name.toLowerCase(), name]));
  const readers = parameters.map((parameter) => parameterReader(place, parameter));
  const properties: Record<string, PrismSchema> = Object.create(null);
  for (const { name, schema } of parameters) if (schema) properties[name.toLowerCase()] = schema;
  const required = parameters.filter((parameter) => parameter.required === true).map(({ name }) => name.toLowerCase());

  let validate: ValidateSchema | null | undefined;
  return (values) => {
    if (validate === undefined) validate = compile({ type: 'object', properties, required });
    const read: Record<string, unknown> = Object.create(null);
    const unreadable: Violation[] = [];
    for (const reader of readers) {
      try {
        const value = reader.read(values);
        if (value) read[reader.key] = value;
      } catch {
        unreadable.push({ in: place, path: reader.name, message: `must be written in the style "${reader.style}"` });
      }
    }
    if (unreadable.length > 0) return unreadable;
    if (validate === null || validate(read)) return NONE;
    return parameterViolations(validate.errors ?? [], place, names);
  };
}

interface ParameterReader {
  name: string;
  key: string;
  style: string;
  read(values: Values): unknown;
}

function parameterReader(
  place: ParameterPlace,
  // OpenAPI's own default; Prism's command sets it while it prints the routes.
  { name, style, schema, explode = style === 'form' && place !== 'path' }: PrismParameter,
): ParameterReader {
  const key = name.toLowerCase();
  const deserialize = deserializer(place, style);
  const type = schema?.type;
  const reader = { name, key, style };
  if (deserialize === undefined) return { ...reader, read: () => undefined };
  // Objects are spread over parameters of other names, in these two styles.
  if (style === 'deepObject' && type === 'object') {
    return {
      ...reader,
      read: (values) => (hasPrefix(values, `${key}[`) ? deserialize(key, values, schema, explode) : undefined),
    };
  }
  if (type === 'object' && explode && style === 'form') {
    return {
      ...reader,
      read(values) {
        const object = deserialize(key, values, schema, explode) as object;
        return Object.keys(object).length === 0 ? undefined : object;
      },
    };
  }
  if (type !== 'array' && type !== 'object' && (style === 'simple' || style === 'form')) {
    return { ...reader, read: (values) => values[key] };
  }
  return { ...reader, read: (values) => (values[key] ? deserialize(key, values, schema, explode) : undefined) };
}

function hasPrefix(values: Values, prefix: string): boolean {
  for (const name in values) if (name.startsWith(prefix)) return true;
  return false;
}
