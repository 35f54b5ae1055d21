import { shorten } from '@dpi/specs';
import { escapeSegment, unescapeSegment } from '@dpi/specs/json-pointer';
import type { Violation } from '@dpi/specs/problem';
import { faultsOfClosestBranch, type SchemaFault } from '@dpi/specs/schema';
import { violationMessage } from './violation-message.ts';

const MAX_VIOLATIONS = 50;
/** Letters of a place: it can hold what the caller sent. */
const MAX_PATH = 300;

/** Violations of a body. */
export function bodyViolations(faults: SchemaFault[]): Violation[] {
  return collect(faults, (fault) => ({ in: 'body', path: pointerOf(fault), message: violationMessage(fault) }));
}

/**
 * Violations of parameters that were checked together, as properties of one object.
 * @param nameOf what a caller knows the place in that object as
 */
export function parameterViolations(
  faults: SchemaFault[],
  place: Violation['in'],
  nameOf: (path: string[]) => string,
): Violation[] {
  return collect(faults, (fault) => {
    const path = pointerOf(fault).split('/').slice(1).map(unescapeSegment);
    return { in: place, path: nameOf(path), message: violationMessage(fault) };
  });
}

function collect(faults: SchemaFault[], toViolation: (fault: SchemaFault) => Violation): Violation[] {
  const violations = new Map<string, Violation>();
  for (const fault of faultsOfClosestBranch(faults)) {
    if (violations.size === MAX_VIOLATIONS) break;
    // The first only says that a branch of the schema failed, whose own faults are there too. The second is about the name of
    // a property and has no place of its own; `propertyNames` tells it.
    if (fault.keyword === 'if' || fault.propertyName !== undefined) continue;
    const { in: place, path, message } = toViolation(fault);
    const violation = { in: place, path: shorten(path, MAX_PATH), message };
    violations.set(JSON.stringify([violation.path, message]), violation);
  }
  return [...violations.values()];
}

/** JSON Pointer to what is wrong: to the member itself where one is missing or too many. */
export function pointerOf({ instancePath, keyword, params }: SchemaFault): string {
  const child = {
    required: 'missingProperty',
    additionalProperties: 'additionalProperty',
    unevaluatedProperties: 'unevaluatedProperty',
    propertyNames: 'propertyName',
    dependencies: 'missingProperty',
    dependentRequired: 'missingProperty',
  }[keyword];
  return child === undefined ? instancePath : `${instancePath}/${escapeSegment(String(params[child]))}`;
}
