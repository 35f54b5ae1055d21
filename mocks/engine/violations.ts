import type { SchemaFault } from './prism.ts';

/** One thing in a request that does not fit the spec. */
export interface Violation {
  in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** JSON Pointer into the body, or the name of the parameter. */
  path: string;
  /** What is wrong and what to send instead. Never quotes what was sent. */
  message: string;
}

const MAX_VIOLATIONS = 50;

/** Violations of a body. */
export function bodyViolations(faults: SchemaFault[]): Violation[] {
  return collect(faults, (fault) => ({ in: 'body', path: pointerOf(fault), message: messageOf(fault) }));
}

/**
 * Violations of parameters that were checked together, as properties of one object.
 * @param names the names in the spec by their name in lower case
 */
export function parameterViolations(
  faults: SchemaFault[],
  place: Violation['in'],
  names: Map<string, string>,
): Violation[] {
  return collect(faults, (fault) => {
    const [, first = '', ...rest] = pointerOf(fault).split('/');
    const name = names.get(unescapePointer(first)) ?? first;
    return { in: place, path: [name, ...rest].join('/'), message: messageOf(fault) };
  });
}

function collect(faults: SchemaFault[], toViolation: (fault: SchemaFault) => Violation): Violation[] {
  const violations = new Map<string, Violation>();
  for (const fault of faults) {
    if (violations.size === MAX_VIOLATIONS) break;
    // Only says that a branch of the schema failed; the branch's own faults are there too.
    if (fault.keyword === 'if') continue;
    const violation = toViolation(fault);
    violations.set(`${violation.path} ${violation.message}`, violation);
  }
  return [...violations.values()];
}

function pointerOf({ instancePath, keyword, params }: SchemaFault): string {
  const child = {
    required: 'missingProperty',
    additionalProperties: 'additionalProperty',
    unevaluatedProperties: 'unevaluatedProperty',
  }[keyword];
  return child === undefined ? instancePath : `${instancePath}/${escapePointer(String(params[child]))}`;
}

function messageOf({ keyword, params, message = 'does not fit the spec' }: SchemaFault): string {
  const { limit } = params;
  switch (keyword) {
    case 'required':
      return 'is required: add it';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not known here: remove it, or correct its name';
    case 'type':
      return `must be ${kindOf(params.type)}`;
    case 'enum':
      return `must be one of ${list(params.allowedValues)}`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}`;
    case 'pattern':
      return `must match the pattern ${String(params.pattern)}`;
    case 'format':
      return `must be a valid ${String(params.format)}${EXAMPLES[String(params.format)] ?? ''}`;
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`;
    case 'maxLength':
      return `must have at most ${limit} characters`;
    case 'minItems':
      return `must have at least ${limit} item${limit === 1 ? '' : 's'}`;
    case 'maxItems':
      return `must have at most ${limit} item${limit === 1 ? '' : 's'}`;
    case 'uniqueItems':
      return message;
    case 'anyOf':
    case 'oneOf':
      return params.passingSchemas
        ? 'must fit only one of the forms the spec allows here'
        : 'must fit one of the forms the spec allows here';
    default:
      return message;
  }
}

const EXAMPLES: Record<string, string> = {
  date: ', such as 2026-11-23',
  'date-time': ', such as 2026-11-23T09:30:00+06:00',
  time: ', such as 09:30:00+06:00',
  email: ', such as info@example.org',
  uuid: ', such as 7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8d21',
  uri: ', such as https://example.org/',
};

const KINDS: Record<string, string> = {
  string: 'text (in quotes)',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function kindOf(type: unknown): string {
  return (Array.isArray(type) ? type : String(type).split(','))
    .map((name) => KINDS[String(name)] ?? String(name))
    .join(' or ');
}

function list(values: unknown): string {
  const texts = Array.isArray(values)
    ? values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    : [];
  return texts.length > 20 ? `${texts.slice(0, 20).join(', ')}, …` : texts.join(', ');
}

export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
