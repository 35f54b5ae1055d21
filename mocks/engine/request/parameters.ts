import type { Parameter, Schema } from '@dpi/specs/model';
import type { Violation } from '@dpi/specs/problem';
import type { ValidateSchema } from '@dpi/specs/schema';
import type { Compilers } from './body.ts';
import { violationText } from './messages.ts';
import type { SentText } from './request.ts';
import { type NameParameter, type ReadStyle, styleReader, Unreadable } from './style-reader.ts';
import type { TextReader } from './text-reader.ts';
import { parameterViolations } from './violations.ts';

/** Checks the parameters of one place. */
export type CheckParameters = (sent: SentText) => CheckedParameters;

export interface CheckedParameters {
  /** As JSON, by name in lower case. */
  values: Record<string, unknown>;
  /** What does not fit. */
  violations: Violation[];
}

export type ParameterPlace = Exclude<Violation['in'], 'body'>;

export interface ParameterCheckers {
  reader: TextReader;
  compilers: Compilers;
}

/** OpenAPI: parameters of these names are described elsewhere and ignored as parameters. */
const DESCRIBED_ELSEWHERE = new Set(['accept', 'content-type', 'authorization']);

interface ParameterReader {
  parameter: Parameter;
  key: string;
  read: ReadStyle;
  nameOf: NameParameter;
}

/**
 * Prepares the check of an operation's path, query, header or cookie parameters: each is read by its style or media type, and
 * all are checked as one object. `null` where there is nothing to check. The schema is compiled at the first use.
 * @param others names at this place that are no parameters, such as that of an API key
 */
export function parameterCheck(
  place: ParameterPlace,
  declared: Parameter[],
  { reader, compilers }: ParameterCheckers,
  others: string[] = [],
): CheckParameters | null {
  const parameters = declared.filter(
    (parameter) =>
      parameter.in === place && (place !== 'header' || !DESCRIBED_ELSEWHERE.has(parameter.name.toLowerCase())),
  );
  if (parameters.length === 0) return null;
  const siblings = parameters.map((parameter) => ({ parameter, schema: parameter.schema }));
  const readers = parameters.map((parameter): ParameterReader => {
    const key = parameter.name.toLowerCase();
    return { parameter, key, ...styleReader(parameter, parameter.schema, reader, { key, siblings, others }) };
  });
  const byKey = new Map(readers.map((one) => [one.key, one]));

  let validate: ValidateSchema | null | undefined;
  return (sent) => {
    if (validate === undefined) validate = compilers.thorough(objectSchema(parameters));
    const values: Record<string, unknown> = Object.create(null);
    const violations: Violation[] = [];
    for (const { key, parameter, read } of readers) {
      const value = read(sent);
      if (value instanceof Unreadable) violations.push({ in: place, path: parameter.name, message: value.message });
      else if (value !== undefined) values[key] = value;
      else if (parameter.required)
        violations.push({ in: place, path: parameter.name, message: violationText('required') });
    }
    for (const { key, parameter } of readers)
      if (parameter.allowEmptyValue && sent.values[key] === '') delete values[key];
    if (validate === null || validate(values)) return { values, violations };
    const nameOf = (path: string[]) => {
      const [key = '', ...rest] = path;
      return byKey.get(key)?.nameOf(rest) ?? path.join('/');
    };
    return { values, violations: [...violations, ...parameterViolations(validate.errors ?? [], place, nameOf)] };
  };
}

function objectSchema(parameters: Parameter[]): Schema {
  const properties: Record<string, Schema> = Object.create(null);
  for (const { name, schema } of parameters) properties[name.toLowerCase()] = schema;
  return { type: 'object', properties };
}
