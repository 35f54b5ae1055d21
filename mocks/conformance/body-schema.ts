import type { JsonValue, Schema, Service } from '@dpi/specs/model';
import { lenientRegExp, multipleOfKeyword } from '@dpi/specs/schema';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Difference } from './report.ts';

const MAX_FAULTS = 10;

/** Checks values against the schemas of a service. */
export class BodySchemas {
  readonly #service: Service;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<Schema, ValidateFunction | null>();

  constructor(service: Service) {
    this.#service = service;
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, code: { regExp: lenientRegExp } });
    formats.default(this.#ajv);
    this.#ajv.removeKeyword('multipleOf').addKeyword(multipleOfKeyword);
  }

  /** What is wrong with a value, place by place; `null` where the schema itself cannot be used. */
  faults(schema: Schema, value: JsonValue): Difference[] | null {
    const validate = this.#validatorFor(schema);
    if (validate === null) return null;
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, MAX_FAULTS).map(faultOf);
  }

  #validatorFor(schema: Schema): ValidateFunction | null {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    let validate: ValidateFunction | null = null;
    try {
      // The schemas of the service stand where references look for them.
      validate = this.#ajv.compile({ ...schema, components: { schemas: this.#service.schemas } });
    } catch {
      // The check of the spec reports it; a server cannot be held to it.
    }
    this.#compiled.set(schema, validate);
    return validate;
  }

  /** The schema and all it is combined of, references followed. */
  parts(schema: Schema | null | undefined): Schema[] {
    const parts: Schema[] = [];
    const add = (next: Schema | null | undefined) => {
      if (next === null || next === undefined || typeof next !== 'object' || parts.includes(next)) return;
      parts.push(next);
      const name = next.$ref?.startsWith(PREFIX) === true ? next.$ref.slice(PREFIX.length) : null;
      if (name !== null)
        add(this.#service.schemas[decodeURIComponent(name.replaceAll('~1', '/').replaceAll('~0', '~'))]);
      for (const list of [next.allOf, next.anyOf, next.oneOf]) for (const item of list ?? []) add(item);
    };
    add(schema);
    return parts;
  }
}

const PREFIX = '#/components/schemas/';

/** Members that are missing or too many are named by their own place. */
function faultOf({ instancePath, keyword, params, message = 'is not as declared' }: ErrorObject): Difference {
  const member = (name: unknown) => `${instancePath}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (keyword === 'required')
    return { at: member(params.missingProperty), message: 'is missing; the schema requires it' };
  if (keyword === 'additionalProperties') {
    return { at: member(params.additionalProperty), message: 'is there, but the schema does not declare it' };
  }
  const allowed =
    keyword === 'enum' && Array.isArray(params.allowedValues) ? `: ${params.allowedValues.join(', ')}` : '';
  return { at: instancePath === '' ? '/' : instancePath, message: `${message}${allowed}, says the schema` };
}
