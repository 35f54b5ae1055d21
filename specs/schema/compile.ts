import {
  Ajv,
  type CodeKeywordDefinition,
  type KeywordCxt,
  type Name,
  nil,
  type Options,
  type ValidateFunction,
} from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { callRef } from 'ajv/dist/vocabularies/core/ref.js';
import formats from 'ajv-formats';
import { errorMessage } from '../base/error-message.ts';
import { canonicalJson } from '../json/canonical-json.ts';
import { isObject } from '../json/value.ts';
import { flattenAlternatives } from './alternatives-keywords.ts';
import { closeOnRequest } from './closing.ts';
import { holdsExact, withPlainLimits, withPlainNumbers } from './exact-values.ts';
import { CompilationPending, left, SchemaTooLarge } from './limits.ts';
import { lenientRegExp } from './linear-regexp.ts';
import { addNumberKeywords } from './number-keywords.ts';
import { newRun, type ReferencedCheck, type Run, referencedCheck } from './referenced-check.ts';
import type { SchemaFault } from './schema-fault.ts';
import { stepsKeyword, withSteps } from './steps-keyword.ts';
import { uniqueItemsKeyword } from './unique-items.ts';

export interface ValidateSchema {
  (value: unknown): boolean;
  errors?: SchemaFault[] | null;
}

/**
 * `null` where the schema is none by its dialect; everything fits then. Throws {@link CompilationPending} within a limit, and
 * {@link SchemaTooLarge} where the check cannot be run.
 */
export type CompileSchema = (schema: object) => ValidateSchema | null;

export interface CompilerOptions {
  /** What references lead to, by the text of the reference. */
  definitions?: { get(reference: string): object | undefined };
  /** Whether to look for every fault or only the first. */
  allErrors?: boolean;
  /**
   * A schema without references that has at most so many keywords is compiled into those that refer to it. What is used often is
   * faster so; where most schemas check one value, compiling takes longest.
   */
  maxInlined?: number;
  /** Whether the same check also runs `withoutClosing`: most of the time of two checks goes into compiling them. */
  closesOnRequest?: boolean;
  /** Whether a check says what does not fit. Most of its code does that: one that does not is compiled in a part of the time. */
  tellsErrors?: boolean;
  /** Gets the reason why a schema, or one that it refers to, cannot be compiled. */
  onFailure?: (reason: string) => void;
}

type Dialect = typeof Ajv | typeof Ajv2019 | typeof Ajv2020;

const DRAFT_2019_09 = /^https?:\/\/json-schema.org\/draft\/2019-09\/schema#?$/;
const DRAFT_2020_12 = /^https?:\/\/json-schema.org\/draft\/2020-12\/schema#?$/;

function dialectOf({ $schema }: { $schema?: unknown }): Dialect {
  const name = String($schema);
  return DRAFT_2019_09.test(name) ? Ajv2019 : DRAFT_2020_12.test(name) ? Ajv2020 : Ajv;
}

/**
 * A check that stops at the first error has each keyword inside the one before it. V8 has no stack for thousands of them: a
 * schema of more keywords than these is checked for all errors.
 */
const MAX_NESTED = 500;

/** What a schema refers to is compiled with it, or when it is first needed. */
interface Definition {
  check: ReferencedCheck;
  validate: ValidateFunction | null | undefined;
}

/**
 * The one compiler of schemas, for requests, answers and examples alike. Instances of its own, so that they go when what
 * uses it goes; a schema that does not compile is tried once. What a schema refers to is compiled when a value first needs it.
 * No schema makes a check take exponential time, and within {@link withinLimits} no check takes longer than its limit.
 * `$schema` of the schema says which dialect it is, draft-07 where it names none that is known.
 */
export function schemaCompiler({
  definitions = new Map(),
  allErrors = true,
  maxInlined = 40,
  closesOnRequest = false,
  tellsErrors = true,
  onFailure,
}: CompilerOptions = {}): CompileSchema {
  const options: Options = {
    allErrors,
    allowUnionTypes: true,
    allowMatchingProperties: true,
    strict: false,
    logger: false,
    addUsedSchema: false,
    verbose: true,
    // Schemas are checked once for all compilers: see `assertSchema`.
    meta: false,
    validateSchema: false,
    // A property may be called `constructor`, which every object inherits.
    ownProperties: true,
    // Passes over the generated code take quadratic time for long lists of alternatives, and V8 does the same better.
    code: { regExp: lenientRegExp, optimize: false },
  };
  const instances = new Map<Dialect, Ajv>();
  const known = new Map<string, Definition>();
  const inlined = new Map<string, object | null>();
  let run: Run = newRun();
  let tracksEvaluated = false;

  function instanceFor(dialect: Dialect): Ajv {
    const made = instances.get(dialect);
    if (made !== undefined) return made;
    const ajv: Ajv = new dialect(options);
    formats.default(ajv);
    ajv.removeKeyword('uniqueItems');
    ajv.addKeyword(uniqueItemsKeyword);
    ajv.addKeyword(tellsErrors ? stepsKeyword : withoutErrors(stepsKeyword));
    addNumberKeywords(ajv);
    flattenAlternatives(ajv);
    if (closesOnRequest) closeOnRequest(ajv);
    followReferences(ajv);
    instances.set(dialect, ajv);
    return ajv;
  }

  function followReferences(ajv: Ajv): void {
    const keyword = ajv.getKeyword('$ref') as CodeKeywordDefinition;
    const own = keyword.code;
    keyword.code = (cxt, ruleType) => {
      const reference: string = cxt.schema;
      const target = definitions.get(reference);
      if (target === undefined) own(cxt, ruleType);
      else if (!compiledInPlace(cxt, reference, target))
        callRef(cxt, cxt.gen.scopeValue('validate', { ref: definition(reference).check }));
    };
  }

  function compiledInPlace(cxt: KeywordCxt, reference: string, target: object): boolean {
    if (dialectOf(target) !== dialectOf(cxt.it.schemaEnv.root.schema as object)) return false;
    const plain = inlineSchema(reference, target);
    if (plain === null) return false;
    const topSchemaRef = cxt.gen.scopeValue('schema', { ref: plain });
    const valid: Name = cxt.gen.name('valid');
    const place = { schemaPath: nil, topSchemaRef, errSchemaPath: reference };
    cxt.mergeEvaluated(cxt.subschema({ schema: plain, dataTypes: [], ...place }, valid));
    cxt.ok(valid);
    return true;
  }

  /** What is compiled in place of a reference; `null` where that is a call. */
  function inlineSchema(reference: string, target: object): object | null {
    let plain = inlined.get(reference);
    if (plain === undefined) {
      const counted = refersToAny(target) ? null : withSteps(target);
      plain = counted === null || counted.keywords > maxInlined ? null : withPlainLimits(counted.schema);
      if (plain !== null) assertSchema(plain);
      inlined.set(reference, plain);
    }
    return plain;
  }

  function definition(reference: string): Definition {
    const before = known.get(reference);
    if (before !== undefined) return before;
    const check = referencedCheck(
      reference,
      () => compiled(reference),
      () => run,
      {
        allErrors,
        tracksEvaluated: () => tracksEvaluated,
      },
    );
    const made: Definition = { check, validate: undefined };
    known.set(reference, made);
    return made;
  }

  function compiled(reference: string): ValidateFunction | null {
    const made = definition(reference);
    if (made.validate === undefined) made.validate = compileOne(definitions.get(reference) ?? {});
    return made.validate;
  }

  function compileOne(schema: object): ValidateFunction | null {
    const { schema: counted, keywords } = whole(() => withSteps(schema));
    if (keywords > left.keywords) throw new CompilationPending(keywords);
    left.keywords -= keywords;
    if (!tracksEvaluated && speaksOfUnevaluated(schema)) {
      // What was compiled so far does not say which members it has looked at.
      tracksEvaluated = true;
      for (const one of known.values()) one.validate = undefined;
    }
    try {
      const ajv = instanceFor(dialectOf(schema));
      ajv.opts.unevaluated = tracksEvaluated;
      ajv.opts.allErrors = allErrors || keywords > MAX_NESTED;
      return retried(counted, (sound) =>
        whole(() => {
          const plain = withPlainLimits(sound);
          assertSchema(plain);
          return ajv.compile(plain);
        }),
      );
    } catch (error) {
      if (error instanceof SchemaTooLarge) throw error;
      onFailure?.(errorMessage(error));
      return null;
    }
  }

  return (schema) => {
    const validate = compileOne(schema);
    if (validate === null) return null;
    return exactly((value, context) => {
      run = newRun();
      return whole(() => validate(value, context));
    }, validate);
  };
}

/** Throws {@link SchemaTooLarge} where there is no stack for a schema or for its code, which V8 reads when it first runs it. */
function whole<T>(use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw error instanceof RangeError && error.message.includes('call stack') ? new SchemaTooLarge() : error;
  }
}

/** A keyword that is looked at before all others, and lets Ajv write empty errors for them. */
function withoutErrors(keyword: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...keyword,
    before: '$ref',
    code(cxt, ruleType) {
      Object.assign(cxt.it, { createErrors: false });
      keyword.code(cxt, ruleType);
    },
  };
}

const checkers = new Map<Dialect, Ajv>();

/** Throws where a schema is none by its dialect. */
function assertSchema(schema: object): void {
  const dialect = dialectOf(schema);
  let checker = checkers.get(dialect);
  if (checker === undefined) {
    checker = new dialect({ strict: false, logger: false, allErrors: false });
    checkers.set(dialect, checker);
  }
  const { $schema: _dialect, ...keywords } = schema as { $schema?: unknown };
  if (checker.validateSchema(keywords) !== true) {
    const [error] = checker.errors ?? [];
    throw new Error(`${error?.instancePath ?? ''} ${error?.message ?? 'is no schema'}`.trim());
  }
}

function refersToAny(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(refersToAny);
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(
    ([key, value]) => key === '$ref' || key === '$dynamicRef' || key === '$recursiveRef' || refersToAny(value),
  );
}

function speaksOfUnevaluated(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(speaksOfUnevaluated);
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(
    ([key, value]) => key === 'unevaluatedProperties' || key === 'unevaluatedItems' || speaksOfUnevaluated(value),
  );
}

/** Lets a check see numbers that a double cannot hold. */
function exactly(check: (...of: Parameters<ValidateFunction>) => boolean, validate: ValidateFunction): ValidateSchema {
  const exact: ValidateSchema = (value) => {
    const isValid = holdsExact(value)
      ? withPlainNumbers(value, (plain, { parent, key }) =>
          check(plain, {
            instancePath: '',
            parentData: parent,
            parentDataProperty: key,
            rootData: plain as object,
            dynamicAnchors: {},
          }),
        )
      : check(value);
    exact.errors = validate.errors ?? null;
    return isValid;
  };
  return exact;
}

/** Uses a schema as it is, and once more without what Ajv may have refused. */
function retried<T>(schema: object, use: (schema: object) => T): T {
  try {
    return use(schema);
  } catch (error) {
    if (error instanceof SchemaTooLarge) throw error;
    return use(withDistinctEnums(schema));
  }
}

/** `nullable` adds `null` to an `enum` that may have it already, and a list with an item twice is no `enum` to Ajv. */
function withDistinctEnums<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(withDistinctEnums) as T;
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'enum' && Array.isArray(value) ? distinct(value) : withDistinctEnums(value),
    ]),
  ) as T;
}

function distinct(values: unknown[]): unknown[] {
  return [...new Map(values.map((value) => [canonicalJson(value), value])).values()];
}
