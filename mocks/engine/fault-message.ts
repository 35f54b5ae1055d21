import { isObject } from '@dpi/specs/json-value';
import { integerRange } from '@dpi/specs/numbers';
import type { SchemaFault } from '@dpi/specs/schema';
import { hasOtherDigits, nearMiss } from './near-miss.ts';

/** What is wrong and what to send instead, to go on after the name of the place. Never quotes what was sent. */
export function faultMessage({
  keyword,
  params,
  message = 'does not fit the spec',
  data,
  parentSchema,
}: SchemaFault): string {
  const { limit } = params;
  switch (keyword) {
    case 'required':
      return 'is required: add it';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `is not known here: ${nameMeant(params, parentSchema) ?? 'remove it, or correct its name'}`;
    case 'propertyNames':
      return 'has a name that is not allowed here: remove it, or correct its name';
    case 'dependencies':
    case 'dependentRequired':
      return `is required beside ${String(params.property)}: add it`;
    case 'type':
      return `must be ${kindOf(params.type)}`;
    case 'enum':
      return `must be one of ${list(params.allowedValues)}`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}`;
    case 'pattern':
      return `must match the pattern ${String(params.pattern)}${exampleOf(parentSchema)}${nearMiss(String(data), String(params.pattern))}`;
    case 'format': {
      const range = integerRange(params.format);
      if (range !== null) return `must be a whole number from ${range.minimum} to ${range.maximum}`;
      const digits = hasOtherDigits(String(data)) ? ': write it with the digits 0-9' : '';
      return `must be a valid ${String(params.format)}${EXAMPLES[String(params.format)] ?? ''}${digits}`;
    }
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must have at least ${plural(limit, 'character')}`;
    case 'maxLength':
      return `must have at most ${plural(limit, 'character')}`;
    case 'minItems':
      return `must have at least ${plural(limit, 'item')}`;
    case 'maxItems':
      return `must have at most ${plural(limit, 'item')}`;
    case 'items':
    case 'additionalItems':
    case 'unevaluatedItems':
      return `must have at most ${plural(limit ?? params.len, 'item')}`;
    case 'contains':
      return params.maxContains === undefined
        ? `must hold at least ${params.minContains} of the items that the spec asks for`
        : `must hold ${params.minContains} to ${params.maxContains} of the items that the spec asks for`;
    case 'minProperties':
      return `must have at least ${plural(limit, 'field')}`;
    case 'maxProperties':
      return `must have at most ${plural(limit, 'field')}`;
    case 'minimum':
      return `must be ${limit} or more`;
    case 'maximum':
      return `must be ${limit} or less`;
    case 'exclusiveMinimum':
      return `must be more than ${limit}`;
    case 'exclusiveMaximum':
      return `must be less than ${limit}`;
    case 'multipleOf':
      return `must be a multiple of ${params.multipleOf}`;
    case 'not':
      return 'has a form that the spec excludes here';
    case 'false schema':
      return 'is not allowed here: remove it';
    case 'anyOf':
    case 'oneOf':
      return params.passingSchemas
        ? 'must fit only one of the forms the spec allows here'
        : 'must fit one of the forms the spec allows here';
    default:
      return message;
  }
}

function plural(count: unknown, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const MAX_EXAMPLE = 60;

/** The example of the schema itself says more than its pattern. */
function exampleOf(schema: unknown): string {
  const [example] = isObject(schema) && Array.isArray(schema.examples) ? schema.examples : [];
  return typeof example === 'string' && example.length <= MAX_EXAMPLE ? `, such as ${example}` : '';
}

/** A property of the schema that is written like the unknown one but for case, dashes and underscores. */
function nameMeant({ additionalProperty, unevaluatedProperty }: SchemaFault['params'], schema: unknown): string | null {
  const sent = plainName(String(additionalProperty ?? unevaluatedProperty));
  const known = isObject(schema) && isObject(schema.properties) ? Object.keys(schema.properties) : [];
  const meant = known.find((name) => plainName(name) === sent);
  return meant === undefined ? null : `write its name as ${meant}`;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
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
