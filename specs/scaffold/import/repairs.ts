import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Edit } from '../edits.ts';
import { yamlText } from '../yaml-text.ts';
import type { ForeignSpec } from './foreign-spec.ts';
import { insertPairs, pairText } from './insert-pairs.ts';

/** A change without which the file is no draft, and which changes nothing of what it means. */
export interface Repair {
  /** First line concerned, in the foreign file. */
  line: number;
  /** What is wrong, as a sentence. */
  fault: string;
  /** What to write, and where. */
  cure: string;
  edits: Edit[];
}

const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** What to write for a version that is none, and for servers and security that nothing is said about. */
export function findRepairs(spec: ForeignSpec): Repair[] {
  return [repairVersion(spec), repairServers(spec), repairSecurity(spec)].filter((repair) => repair !== null);
}

/** `info.version` as it will be once it is repaired: `1.0` becomes `1.0.0`. */
export function semverOf(version: string): string {
  if (SEMVER.test(version)) return version;
  const [, major, minor = '0', patch = '0'] = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/i.exec(version) ?? [];
  return major === undefined ? '1.0.0' : [major, minor, patch].map(Number).join('.');
}

/** `info.version` as it is written, without quotes; empty where there is none. */
export function writtenVersion({ info }: ForeignSpec): string {
  const version = info.get('version', true);
  if (!isScalar(version) || version.value === null) return '';
  // A number such as 1.0 is written so, whatever it is read as.
  return typeof version.value === 'string' ? version.value : (version.source ?? String(version.value));
}

function repairVersion(spec: ForeignSpec): Repair | null {
  const { info, text, isJson, lineAt } = spec;
  const written = writtenVersion(spec);
  const node = info.get('version', true);
  if (isScalar(node) && typeof node.value === 'string' && SEMVER.test(written)) return null;
  const version = semverOf(written);
  if (isScalar(node) && node.range) {
    const [start, end] = node.range;
    const gap = text[start - 1] === ':' ? ' ' : '';
    return {
      line: lineAt(start),
      fault: `The version ${text.slice(start, end)} has to have three numbers.`,
      cure: versionText(version, isJson),
      edits: [{ start, end, text: gap + (isJson ? JSON.stringify(version) : version) }],
    };
  }
  const after = pairOf(info, 'title') ?? info.items.at(-1);
  if (after === undefined || info.has('version')) return null;
  return {
    line: lineOfKey(after, lineAt),
    fault: '"info" has no version.',
    cure: `${versionText(version, isJson)}, behind the title`,
    edits: [insertPairs(text, info, after, { version }, isJson)],
  };
}

/** A version of three numbers needs no quotes in YAML. */
function versionText(version: string, isJson: boolean): string {
  return isJson ? pairText('version', version, isJson) : `version: ${version}`;
}

const SERVERS = [{ url: '/' }];

function repairServers(spec: ForeignSpec): Repair | null {
  const { root, text, isJson, lineAt } = spec;
  const info = pairOf(root, 'info');
  const servers = root.get('servers', true);
  const isEmpty = isSeq(servers) && servers.items.length === 0;
  if ((root.has('servers') && !isEmpty) || info === undefined) return null;
  const [start, end] = (isEmpty && servers.range) || [0, 0];
  return {
    line: isEmpty ? lineAt(start) : lineOfKey(info, lineAt),
    fault: 'Nothing says where the service answers, and OpenAPI reads that as "/".',
    cure: `${pairText('servers', SERVERS, isJson)}, at the top level`,
    edits: [
      isEmpty
        ? { start, end, text: isJson ? JSON.stringify(SERVERS) : yamlText(SERVERS) }
        : insertPairs(text, root, info, { servers: SERVERS }, isJson),
    ],
  };
}

function repairSecurity(spec: ForeignSpec): Repair | null {
  const { root, text, isJson, lineAt } = spec;
  const everywhere = root.get('security', true);
  if (isSeq(everywhere)) return null;
  const open = operationsOf(root).flatMap((operation) => {
    const after = pairOf(operation, 'operationId') ?? pairOf(operation, 'summary') ?? operation.items[0];
    return after === undefined || operation.has('security') ? [] : [{ operation, after }];
  });
  const lines = [...new Set(open.map(({ after }) => lineOfKey(after, lineAt)))];
  const [line] = lines;
  if (line === undefined) return null;
  // What stands in braces may begin and end in one line.
  const where = open.some(({ operation }) => operation.flow) ? 'in each of them, at line' : 'below line';
  return {
    line,
    fault: `${open.length} ${open.length === 1 ? 'operation does' : 'operations do'} not say whether a key is needed, and OpenAPI reads that as none.`,
    cure: `${pairText('security', [], isJson)}, ${where} ${lines.join(', ')}; or, if a key is needed, "security" with your scheme once at the top level`,
    edits: open.map(({ operation, after }) => insertPairs(text, operation, after, { security: [] }, isJson)),
  };
}

function operationsOf(root: YAMLMap): YAMLMap[] {
  const paths = root.get('paths', true);
  if (!isMap(paths)) return [];
  return paths.items.flatMap(({ value }) =>
    isMap(value) ? METHODS.map((method) => value.get(method, true)).filter((operation) => isMap(operation)) : [],
  );
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

function lineOfKey({ key }: Pair, lineAt: (offset: number) => number): number {
  return isScalar(key) ? lineAt(key.range?.[0] ?? 0) : 1;
}
