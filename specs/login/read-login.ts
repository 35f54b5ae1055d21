import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { readYaml } from '../behaviour/read-behaviour.ts';
import type { BehaviourFinding } from '../behaviour/read-files.ts';
import { textInside } from '../catalogue/tree-files.ts';
import { LOGIN_ENDPOINTS, LOGIN_FACTORS, LOGIN_REFUSALS, type LoginSettings } from './model.ts';

const TEXT = { type: 'string', minLength: 1 };
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['operations', 'identifier', 'phone', 'assurance', 'claims'],
  properties: {
    operations: {
      type: 'object',
      additionalProperties: false,
      required: LOGIN_ENDPOINTS,
      properties: Object.fromEntries(LOGIN_ENDPOINTS.map((endpoint) => [endpoint, TEXT])),
    },
    identifier: TEXT,
    phone: TEXT,
    assurance: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['level', 'asks'],
        properties: { level: TEXT, asks: { type: 'array', uniqueItems: true, items: { enum: LOGIN_FACTORS } } },
      },
    },
    claims: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: {
          anyOf: [{ type: 'string', pattern: '^(identifiers|facts)\\.[A-Za-z][A-Za-z0-9]*$' }, { type: 'boolean' }],
        },
      },
    },
    unreachable: { type: 'array', items: TEXT },
    refused: { type: 'object', additionalProperties: { enum: LOGIN_REFUSALS } },
  },
};
const validate = new Ajv({ strict: false }).compile<LoginSettings>(SCHEMA);

/** What `login.yaml` in the folder of a spec says. */
export interface LoginFile {
  /** `null` where the folder has no such file, or one that cannot be used. */
  login: LoginSettings | null;
  findings: BehaviourFinding[];
  /** The file, whether it is there or not. */
  files: string[];
}

/**
 * Reads `login.yaml` in the folder of a spec.
 * @param operations ids of the spec's operations
 */
export async function readLogin(folder: string, roots: string[], operations: ReadonlySet<string>): Promise<LoginFile> {
  const file = join(folder, 'login.yaml');
  const text = await textInside(roots, file);
  if (text === null) return { login: null, findings: [], files: [file] };
  const { data, faults, placeOf } = readYaml(text);
  const unusable = (path: string[], message: string, hint: string): LoginFile => ({
    login: null,
    findings: [{ file, ...placeOf(path), message, hint }],
    files: [file],
  });
  const [fault] = faults;
  if (data === null) return unusable([], fault?.message ?? '', fault?.hint ?? '');
  if (!validate(data)) return unusable(...described(validate.errors?.[0]));
  const unknown = Object.entries(data.operations).find(([, id]) => !operations.has(id));
  if (unknown !== undefined) {
    const [endpoint, id] = unknown;
    return unusable(['operations', endpoint], `The spec has no operation "${id}".`, 'Name an operationId of the spec.');
  }
  return {
    login: { ...data, unreachable: data.unreachable ?? [], refused: data.refused ?? {} },
    findings: [],
    files: [file],
  };
}

function described(error: ErrorObject | undefined): [path: string[], message: string, hint: string] {
  const path = error?.instancePath.split('/').slice(1) ?? [];
  const allowed = error?.params.allowedValues ?? error?.params.missingProperty ?? error?.params.additionalProperty;
  const value = allowed === undefined ? '' : ` (${[allowed].flat().join(', ')})`;
  return [path, `This ${error?.message ?? 'cannot be used'}${value}.`, 'See the guide on logging in.'];
}
