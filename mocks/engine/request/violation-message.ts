import { isObject } from '@dpi/specs/json-value';
import { integerRange } from '@dpi/specs/numbers';
import type { SchemaFault } from '@dpi/specs/schema';
import type { Message, MessageValues } from '@dpi/specs/texts';
import { violationText } from './messages.ts';
import { hasOtherDigits, nearMiss } from './near-miss.ts';

/** What is wrong and what to send instead, to go on after the name of the place. Never quotes what was sent. */
export function violationMessage({ keyword, params, data, parentSchema }: SchemaFault): Message {
  const { limit } = params;
  // What a program sends is written as in code, whatever the language.
  const asCode = (value: unknown) => ({ limit: String(value) });
  const counted = (value: unknown) => ({ count: Number(value) });
  switch (keyword) {
    case 'required':
      return violationText('required');
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = nameMeant(params, parentSchema);
      return name === null ? violationText('unknown') : violationText('misspelt', { name });
    }
    case 'propertyNames':
      return violationText('name');
    case 'dependencies':
    case 'dependentRequired':
      return violationText('required-beside', { property: String(params.property) });
    case 'type':
      return violationText('type', { kinds: kindsOf(params.type) });
    case 'enum':
      return violationText('one-of', { values: list(params.allowedValues) });
    case 'const':
      return violationText('one-value', { value: JSON.stringify(params.allowedValue) });
    case 'pattern': {
      const pattern = String(params.pattern);
      return advised(withExample('pattern', { pattern }, exampleOf(parentSchema)), nearMiss(String(data), pattern));
    }
    case 'format': {
      const range = integerRange(params.format);
      if (range !== null)
        return violationText('range', { minimum: String(range.minimum), maximum: String(range.maximum) });
      const format = String(params.format);
      const message = withExample('format', { format }, EXAMPLES[format] ?? null);
      return advised(message, hasOtherDigits(String(data)) ? 'digits' : null);
    }
    case 'minLength':
      return limit === 1 ? violationText('empty') : violationText('min-length', counted(limit));
    case 'maxLength':
      return violationText('max-length', counted(limit));
    case 'minItems':
      return violationText('min-items', counted(limit));
    case 'maxItems':
      return violationText('max-items', counted(limit));
    case 'items':
    case 'additionalItems':
    case 'unevaluatedItems':
      return violationText('max-items', counted(limit ?? params.len));
    case 'contains': {
      const minimum = Number(params.minContains);
      return params.maxContains === undefined
        ? violationText('contains', { minimum })
        : violationText('contains-range', { minimum, maximum: Number(params.maxContains) });
    }
    case 'minProperties':
      return violationText('min-fields', counted(limit));
    case 'maxProperties':
      return violationText('max-fields', counted(limit));
    case 'minimum':
      return violationText('minimum', asCode(limit));
    case 'maximum':
      return violationText('maximum', asCode(limit));
    case 'exclusiveMinimum':
      return violationText('above', asCode(limit));
    case 'exclusiveMaximum':
      return violationText('below', asCode(limit));
    case 'multipleOf':
      return violationText('multiple', { number: String(params.multipleOf) });
    case 'not':
      return violationText('excluded');
    case 'false schema':
      return violationText('not-allowed');
    case 'anyOf':
    case 'oneOf':
      return violationText(params.passingSchemas ? 'only-one-form' : 'one-form');
    default:
      return violationText('other', { keyword });
  }
}

/** @param advice name of the message that says how to write it; `null` where nobody can say */
function advised(message: Message, advice: string | null): Message {
  if (advice === null) return message;
  return violationText('advised', { violation: message, advice: { id: `requests.advice.${advice}` } });
}

function withExample(name: string, values: MessageValues, example: string | null): Message {
  return example === null ? violationText(name, values) : violationText(`${name}-example`, { ...values, example });
}

const MAX_EXAMPLE = 60;

/** The example of the schema itself says more than its pattern. */
function exampleOf(schema: unknown): string | null {
  const [example] = isObject(schema) && Array.isArray(schema.examples) ? schema.examples : [];
  return typeof example === 'string' && example.length <= MAX_EXAMPLE ? example : null;
}

/** A property of the schema that is written like the unknown one but for case, dashes and underscores. */
function nameMeant({ additionalProperty, unevaluatedProperty }: SchemaFault['params'], schema: unknown): string | null {
  const sent = plainName(String(additionalProperty ?? unevaluatedProperty));
  const known = isObject(schema) && isObject(schema.properties) ? Object.keys(schema.properties) : [];
  return known.find((name) => plainName(name) === sent) ?? null;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, '');
}

const EXAMPLES: Record<string, string> = {
  date: '2026-11-23',
  'date-time': '2026-11-23T09:30:00+06:00',
  time: '09:30:00+06:00',
  email: 'info@example.org',
  uuid: '7f1c2c9e-4c52-4b7e-9d3c-0a5b6f3e8d21',
  uri: 'https://example.org/',
};

const KINDS = new Set(['string', 'integer', 'number', 'boolean', 'object', 'array', 'null']);

function kindsOf(type: unknown): (Message | string)[] {
  const names: unknown[] = Array.isArray(type) ? type : String(type).split(',');
  return names.map(String).map((name) => (KINDS.has(name) ? { id: `requests.kind.${name}` } : name));
}

function list(values: unknown): string {
  const texts = Array.isArray(values)
    ? values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    : [];
  return texts.length > 20 ? `${texts.slice(0, 20).join(', ')}, …` : texts.join(', ');
}
