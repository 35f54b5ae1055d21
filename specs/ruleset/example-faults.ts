import { escapeSegment, keysOf, unescapeSegment } from '../json/pointer.ts';
import { faultsOfClosestBranch, isChoiceOfNone, type SchemaFault } from '../schema/index.ts';
import type { Values } from './rule.ts';
import { nameIn } from './schema-name.ts';

/**
 * What does not fit, by the alternative that a value is of; one fault for each place, but each property that is missing.
 * @param undeclared properties that no schema declares
 */
export function faultsToTell(errors: SchemaFault[], undeclared: SchemaFault[]): SchemaFault[] {
  return once(withoutNoise([...faultsOfClosestBranch(errors), ...undeclared]));
}

/**
 * Properties that no schema declares.
 * @param fits whether the value fits otherwise: so does the alternative that it is of
 */
export function undeclaredFaults(errors: SchemaFault[], fits: boolean): SchemaFault[] {
  const own = fits
    ? faultsOfClosestBranch(errors, (branch) => !branch.every(isUndeclared))
    : faultsOfClosestBranch(errors);
  return own.filter(isUndeclared);
}

function isUndeclared({ keyword, parentSchema }: SchemaFault): boolean {
  return keyword === 'unevaluatedProperties' || (keyword === 'not' && flagOf(parentSchema) === 'readOnly');
}

/**
 * Of a value that fits none of its alternatives every alternative complains. Where one of them is `null` the others say what
 * is wrong; else nobody knows which one was meant.
 */
function withoutNoise(faults: SchemaFault[]): SchemaFault[] {
  // The first only says that a branch failed, whose own faults are there too; of the second `propertyNames` tells.
  const relevant = faults.filter(({ keyword, propertyName }) => keyword !== 'if' && propertyName === undefined);
  const undecided = relevant.filter(isChoiceOfNone);
  return relevant.filter((fault) =>
    undecided.every(({ instancePath }) => {
      if (fault.instancePath !== instancePath && !fault.instancePath.startsWith(`${instancePath}/`)) return true;
      const isOptional = relevant.some((other) => other.instancePath === instancePath && asksForNull(other));
      return isOptional ? !asksForNull(fault) && !isChoiceOfNone(fault) : isChoiceOfNone(fault);
    }),
  );
}

function asksForNull({ keyword, params }: SchemaFault): boolean {
  return keyword === 'type' && String(params.type) === 'null';
}

function once(faults: SchemaFault[]): SchemaFault[] {
  const seen = new Set<string>();
  return faults.filter((fault) => {
    const key = `${fault.keyword === 'required' ? String(fault.params.missingProperty) : ''} ${pathTo(fault)}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** JSON Pointer, in the example, to what is at fault: to a property that is too much, and to the object that lacks one. */
export function pathTo({ instancePath, keyword, params }: SchemaFault): string {
  const extra =
    keyword === 'additionalProperties'
      ? params.additionalProperty
      : keyword === 'unevaluatedProperties'
        ? params.unevaluatedProperty
        : undefined;
  return extra === undefined ? instancePath : `${instancePath}/${escapeSegment(String(extra))}`;
}

/** Name of the message of a fault, and what stands for `{expected}` or `{reason}` in it. */
export function messageOf(fault: SchemaFault): { message: string; values: Values } {
  const { keyword, params, message = '', parentSchema } = fault;
  const limit = String(params.limit);
  const say = (name: string, expected: string) => ({ message: name, values: { expected } });
  switch (keyword) {
    case 'type':
      return say('type', [params.type].flat().join(', ').replaceAll(',', ', ').replaceAll(',  ', ', '));
    case 'required':
    case 'dependentRequired':
    case 'dependencies':
      return say('lacks', String(params.missingProperty));
    case 'additionalProperties':
      return say('extra', String(params.additionalProperty));
    case 'unevaluatedProperties':
      return say('extra', String(params.unevaluatedProperty));
    case 'enum':
      return say('list', [params.allowedValues].flat().map(written).join(', '));
    case 'const':
      return say('value', written(params.allowedValue));
    case 'pattern':
      return say('pattern', String(params.pattern));
    case 'format':
      return say('format', String(params.format));
    case 'maxLength':
      return say('long', limit);
    case 'minLength':
      return say('short', limit);
    case 'maxItems':
      return say('many', limit);
    case 'minItems':
      return say('few', limit);
    case 'items':
    case 'additionalItems':
    case 'unevaluatedItems':
      return say('many', String(params.limit ?? params.len));
    case 'maxProperties':
      return say('many-properties', limit);
    case 'minProperties':
      return say('few-properties', limit);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return say('value', `${String(params.comparison)} ${limit}`);
    case 'multipleOf':
      return say('multiple', String(params.multipleOf));
    case 'uniqueItems':
      return say('unique', '');
    case 'propertyNames':
      return say('name', String(params.propertyName));
    case 'oneOf':
    case 'anyOf':
      return say(params.passingSchemas ? 'several' : 'alternatives', '');
    case 'not': {
      const flag = flagOf(parentSchema);
      if (flag !== null) return say(flag === 'readOnly' ? 'read-only' : 'write-only', '');
    }
  }
  return { message: 'other', values: { reason: message } };
}

function flagOf(schema: unknown): 'readOnly' | 'writeOnly' | null {
  const { readOnly, writeOnly } = Object(schema);
  return readOnly === true ? 'readOnly' : writeOnly === true ? 'writeOnly' : null;
}

function written(value: unknown): string {
  return JSON.stringify(value);
}

const EXAMPLE = /\/(?:examples\/([^/]+)\/(?:value|dataValue)|examples\/\d+|example)(?=\/|$)/;

/** The example at a pointer and the path in it, such as `rahima-match/name/en`; one without a name has that of what it shows. */
export function placeIn(pointer: string, parameter: string | undefined): string {
  const match = EXAMPLE.exec(pointer);
  const owner = nameIn(match === null ? pointer : pointer.slice(0, match.index));
  const called = owner === 'parameters' ? (parameter ?? owner) : owner;
  if (match === null) return called;
  const path = pointer.slice(match.index + match[0].length);
  const name = match[1] === undefined ? called : unescapeSegment(match[1]);
  return [name, ...(keysOf(path) ?? [])].join('/');
}
