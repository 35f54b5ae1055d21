import type { ErrorObject, ValidateFunction } from 'ajv';
import { spend } from './limits.ts';

/** What is known while one value is checked against one schema. */
export interface Run {
  /** How often a schema was referred to. */
  calls: number;
  faults: number;
  outcomes: Map<ReferencedCheck, Map<object, Outcome>>;
}

interface Outcome {
  instancePath: string;
  isValid: boolean;
  errors: ErrorObject[] | null;
  evaluated: Evaluated;
}

/** Members and items that a schema speaks of, for `unevaluatedProperties` and `unevaluatedItems`. */
interface Evaluated {
  props?: Record<string, true> | true | undefined;
  items?: number | true | undefined;
}

interface Context {
  instancePath: string;
}

/** Check of a value against a schema that is referred to, as generated code calls it. */
export interface ReferencedCheck {
  (value: unknown, context: Context): boolean;
  errors?: ErrorObject[] | null;
  evaluated: Evaluated;
}

/** Below this many calls, remembering costs more than checking again. */
const REMEMBERED_FROM = 200;
/** Errors of one value against one schema that are kept. */
const MAX_ERRORS = 500;

export function newRun(): Run {
  return { calls: 0, faults: 0, outcomes: new Map() };
}

/**
 * Makes the check of a schema that is referred to. It is compiled when it is first called; and each object is held against it
 * once, however many alternatives lead to it: otherwise the alternatives of a tree that refer to the tree again would make the
 * time double with each level.
 * @param compile gives `null` where the schema cannot be compiled; everything fits then
 * @param run what is known of the value that is being checked now
 * @param all whether every error is looked for
 */
export function referencedCheck(
  reference: string,
  compile: () => ValidateFunction | null,
  run: () => Run,
  { allErrors, tracksEvaluated }: { allErrors: boolean; tracksEvaluated: () => boolean },
): ReferencedCheck {
  function outcome(value: unknown, context: Context): boolean {
    const validate = compile();
    check.evaluated = {};
    check.errors = null;
    if (validate === null) return true;
    const isValid = validate(value, context as Parameters<ValidateFunction>[1]);
    if (tracksEvaluated()) check.evaluated = copyOf(validate.evaluated as Evaluated | undefined);
    if (!isValid) check.errors = ownErrors(validate.errors ?? []);
    return isValid;
  }

  function ownErrors(errors: ErrorObject[]): ErrorObject[] {
    const kept = errors.length > MAX_ERRORS ? errors.slice(0, MAX_ERRORS) : errors;
    if (!allErrors) return kept;
    for (const error of kept)
      if (error.schemaPath.startsWith('#')) error.schemaPath = reference + error.schemaPath.slice(1);
    const current = run();
    current.faults += kept.length;
    // Whoever asked copies its errors so far to add these.
    spend(current.faults / 16);
    return kept;
  }

  const check: ReferencedCheck = (value, context) => {
    const current = run();
    current.calls += 1;
    if (current.calls < REMEMBERED_FROM || typeof value !== 'object' || value === null) return outcome(value, context);
    let known = current.outcomes.get(check);
    if (known === undefined) {
      known = new Map();
      current.outcomes.set(check, known);
    }
    const before = known.get(value);
    if (before !== undefined && before.instancePath === context.instancePath) {
      spend(1 + (before.errors?.length ?? 0));
      check.errors = before.errors;
      check.evaluated = copyOf(before.evaluated);
      return before.isValid;
    }
    const isValid = outcome(value, context);
    const { errors = null, evaluated } = check;
    known.set(value, { instancePath: context.instancePath, isValid, errors, evaluated: copyOf(evaluated) });
    return isValid;
  };
  check.evaluated = {};
  return check;
}

/** Whoever asked adds to it. */
function copyOf({ props, items }: Evaluated = {}): Evaluated {
  return { props: typeof props === 'object' ? { ...props } : props, items };
}
