import type * as Redocly from '@redocly/openapi-core';
import type { Config, NormalizedProblem, Oas3Visitor, Plugin, UserContext } from '@redocly/openapi-core';
import { errorMessage } from '../base/error-message.ts';
import { localResolver } from '../catalogue/bundle.ts';
import { placeOf } from '../catalogue/place-of.ts';
import type { Fault } from './fault.ts';
import { knownOperations } from './operation-at.ts';
import type { ReportNode, Rule, Subject, Values } from './rule.ts';
import { RULE_FAILED, type SpecFailureReason } from './rule-failed.ts';
import { isWrongType, noteWrongTypes, type WrongTypes, withoutWrongTypes } from './wrong-type.ts';

/** Redocly's recommended rules that rules of ours say better. */
export const SUPERSEDED = [
  'info-license',
  'info-license-strict',
  'tag-description',
  'operation-summary',
  'operation-operationId',
  'operation-2xx-response',
  'operation-4xx-response',
  'no-server-example.com',
  'no-invalid-media-type-examples',
  'no-invalid-parameter-examples',
  'no-invalid-schema-examples',
  'no-unused-components',
  'security-defined',
  // Reading the spec finds it, and says where the reference leads.
  'no-unresolved-refs',
];

/** Values of a wrong type that stand in others of a wrong type; deeper than anybody nests them. */
const MAX_ROUNDS = 4;

const PLUGIN = 'guideline';
/** No rule: it reports nothing. */
const OPERATIONS = 'known-operations';

/**
 * Runs every rule over one spec and what stands beside it. Never throws for what the files hold: a rule that fails is itself
 * a fault, named `rule-failed`.
 * @param file absolute path of the OpenAPI document
 * @param roots folders below which references may lead
 * @returns the faults, and every file that was read on the way
 */
export async function findFaults(
  file: string,
  roots: string[],
  subject: Subject,
  rules: Map<string, Rule>,
): Promise<{ faults: Fault[]; files: string[] }> {
  const core = await import('@redocly/openapi-core');
  const severities: Record<string, 'error' | 'off'> = Object.fromEntries(SUPERSEDED.map((rule) => [rule, 'off']));
  const { visitor: noteOperations, operationAt } = knownOperations();
  const visitors: Record<string, () => Oas3Visitor> = { [OPERATIONS]: () => noteOperations };
  severities[`${PLUGIN}/${OPERATIONS}`] = 'error';
  const faults: Fault[] = [];
  for (const [id, { visit }] of rules) {
    if (visit === undefined) continue;
    try {
      const visitor = guarded(id, visit(subject, reportNode, operationAt));
      visitors[id] = () => visitor;
      severities[`${PLUGIN}/${id}`] = 'error';
    } catch (error) {
      faults.push(failure('rule', { rule: id, reason: reasonOf(error) }, file));
    }
  }
  const plugin: Plugin = { id: PLUGIN, rules: { oas3: visitors } };
  const config = await core.createConfig(
    { extends: ['recommended'], plugins: [plugin], rules: severities },
    { configPath: file },
  );
  const resolver = localResolver(core, roots);
  const seen = new Set<string>();
  const isNew = (key: string) => !seen.has(key) && seen.add(key);
  // Faults that say the same share their values.
  const messages = new Map<string, ReturnType<typeof unpack>>();
  const unpacked = (text: string) => {
    const known = messages.get(text) ?? unpack(text);
    messages.set(text, known);
    return known;
  };
  const look = async (rulesOf: Config, wrongTypes: WrongTypes | null = null) => {
    const reader = wrongTypes === null ? resolver : withoutWrongTypes(localResolver(core, roots), wrongTypes);
    const problems = await core.lint({ ref: file, config: rulesOf, externalRefResolver: reader });
    const meant = problems.filter(
      (problem) => problem.ignored !== true && !isBooleanSchema(problem, subject) && !isInPath(problem),
    );
    // What a document is like without a value that is there is for the rules to say, not for its structure.
    const wanted = wrongTypes === null ? meant : meant.filter(({ ruleId }) => ruleId !== 'struct');
    for (const problem of wanted) {
      // A node that is reached by several references is reported once.
      const [place] = problem.location;
      const at = `${place?.source.absoluteRef} ${place?.pointer} ${place?.reportOnKey}`;
      if (isNew(`${problem.ruleId} ${at} ${problem.message}`)) faults.push(faultOf(core, problem, file, unpacked));
    }
    // No more than is looked at: a large spec has a hundred thousand.
    return meant.filter(({ ruleId, message }) => isWrongType(ruleId, message));
  };
  const wrong: WrongTypes = new Map();
  let stumbled: unknown = null;
  let found: NormalizedProblem[] = [];
  try {
    found = await look(config);
  } catch (error) {
    stumbled = error;
    found = await look(await core.createConfig({ rules: { struct: 'error' } })).catch(() => []);
  }
  // Redocly passes over what stands beside a value of a wrong type, or stumbles over it: the rules go on as if it were absent.
  for (let round = 0; round < MAX_ROUNDS && noteWrongTypes(found, wrong); round += 1) {
    try {
      found = await look(config, wrong);
      stumbled = null;
    } catch (error) {
      stumbled ??= error;
      break;
    }
  }
  // Not one of ours, which are guarded.
  if (stumbled !== null) faults.push(specFailure('spec', { reason: reasonOf(stumbled) }, file));
  for (const [id, { inspect }] of rules) {
    try {
      inspect?.(subject, (message, values = {}, place = { file, line: 1 }) => {
        if (!isNew(JSON.stringify([id, place, message, values]))) return;
        faults.push({ rule: id, message, values, text: '', severity: 'error', ...place, column: 1, pointer: '#/' });
      });
    } catch (error) {
      faults.push(failure('rule', { rule: id, reason: reasonOf(error) }, file));
    }
  }
  return { faults, files: [file, ...resolver.getFiles()] };
}

/** Since OpenAPI 3.1 a schema may be `true` or `false`; Redocly knows that of some places only. */
function isBooleanSchema({ ruleId, message }: NormalizedProblem, { service }: Subject): boolean {
  const is = ruleId === 'struct' && message.startsWith('Expected type `Schema` (object) but got `boolean`');
  return is && !service.document.openapi.startsWith('3.0');
}

/** A parameter may have a name in any script; Redocly finds only Latin ones in the path. */
function isInPath({ ruleId, message }: NormalizedProblem): boolean {
  const [, name, path] = /^Path parameter `(.+)` is not used in the path `(.+)`/.exec(message) ?? [];
  return ruleId === 'path-parameters-defined' && path?.includes(`{${name}}`) === true;
}

function faultOf(
  core: typeof Redocly,
  problem: NormalizedProblem,
  file: string,
  unpacked: (text: string) => { message: string; values: Values },
): Fault {
  const [place] = problem.location;
  const where = {
    severity: problem.severity === 'error' ? ('error' as const) : ('warning' as const),
    file: place?.source.absoluteRef ?? file,
    ...(place === undefined ? { line: 1, column: 1 } : placeOf(core, place)),
    pointer: place?.pointer ?? '#/',
  };
  const id = problem.ruleId;
  if (!id.startsWith(`${PLUGIN}/`)) {
    const text = problem.message.replaceAll('\n', ' ');
    return { rule: id, message: null, values: {}, text, ...where };
  }
  const { message, values } = unpacked(problem.message);
  const own = { values, text: '', ...where };
  return message === RULE_THREW
    ? { rule: RULE_FAILED, message: 'rule', ...own }
    : { rule: id.slice(PLUGIN.length + 1), message, ...own };
}

/** Nothing is known of a spec that could not be looked at. */
export function specFailure(reason: SpecFailureReason, values: Values, file: string): Fault {
  return failure(reason, values, file);
}

export function isSpecFailure({ rule, message }: Fault): boolean {
  return rule === RULE_FAILED && message !== 'rule';
}

function failure(message: 'rule' | SpecFailureReason, values: Values, file: string): Fault {
  return { rule: RULE_FAILED, message, values, text: '', severity: 'error', file, line: 1, column: 1, pointer: '#/' };
}

/** One line of an error, without what Redocly says of its own insides. */
function reasonOf(error: unknown): string {
  return errorMessage(error).split('\n')[0] ?? '';
}

/** In place of the name of a message: the rule has none for this. */
const RULE_THREW = '';

const reportNode: ReportNode = ({ report, location }, message, values = {}, path = []) => {
  const place = path.length > 0 ? location.child(path) : location;
  // At its key, which names it; what stands under the key may begin lines below.
  report({ message: pack(message, values), location: place.key() });
};

/** Redocly carries texts; the name of the message and its values travel inside one. */
function pack(message: string, values: Values): string {
  return JSON.stringify({ message, values });
}

function unpack(text: string): { message: string; values: Values } {
  return JSON.parse(text);
}

/** A visitor whose functions cannot end the walk: Redocly drops a document when one rule throws. */
function guarded(id: string, visitor: Oas3Visitor): Oas3Visitor {
  return Object.fromEntries(
    Object.entries(visitor).map(([type, entry]) => [
      type,
      typeof entry === 'function'
        ? guard(id, entry as Visit)
        : typeof entry === 'object' && entry !== null
          ? guarded(id, entry as Oas3Visitor)
          : entry,
    ]),
  ) as Oas3Visitor;
}

type Visit = (node: unknown, context: UserContext, ...rest: unknown[]) => unknown;

function guard(id: string, visit: Visit): Visit {
  return (node, context, ...rest) => {
    try {
      return visit(node, context, ...rest);
    } catch (error) {
      reportNode(context, RULE_THREW, { rule: id, reason: reasonOf(error) });
    }
  };
}
