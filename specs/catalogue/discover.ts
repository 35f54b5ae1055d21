import { join, relative } from 'node:path';
import { specRoots } from './country-files.ts';
import { pageName } from './page-name.ts';
import { parserMessage, type UnwrittenFinding } from './raw-finding.ts';
import { entriesInside, filesBelow, headInside, type RefusedFileError, type TreeEntry } from './tree-files.ts';

/** A place where a service's OpenAPI file was found. */
export interface SpecPlace {
  id: string;
  /** From the folder name; `null` where only `info.version` can tell. */
  version: string | null;
  /** Absolute path of the OpenAPI file. */
  file: string;
  /** Files of the service that may not be read. */
  refused: RefusedFileError[];
}

const SPEC_FILE = /\.(ya?ml|json)$/i;
const NOT_A_SPEC = /(\.overlay\.ya?ml|^redocly\.ya?ml|^package(-lock)?\.json|\.arazzo\.ya?ml)$/i;
const VERSION_FOLDER = /^v\d{1,4}$/;
const SAYS_OPENAPI = /^\s*(\{\s*)?["']?(openapi|swagger)["']?\s*:/m;

/**
 * Finds the services below a folder: `<service>/v<major>/openapi.yaml`, and whatever a stranger may send instead: a folder
 * with one OpenAPI file of any name, or a file without a folder. Folders that hold no spec become findings.
 */
export async function discoverSpecs(root: string): Promise<{ places: SpecPlace[]; findings: UnwrittenFinding[] }> {
  const roots = specRoots(root);
  const places: SpecPlace[] = [];
  const findings: UnwrittenFinding[] = [];
  const read = async (folder: string, id: string, version: string | null) => {
    const [file, { refused }] = [await specIn(roots, folder), await filesBelow(roots, folder)];
    if (file !== null) places.push({ id, version, file, refused });
    else findings.push(noSpec(relative(root, folder)), ...refused.map((refusal) => refusedFinding(refusal, root)));
  };
  for (const { name, path, kind, refusal } of await entriesInside(roots, root)) {
    const id = toId(kind === 'folder' ? name : name.replace(SPEC_FILE, ''));
    if (refusal !== null) {
      places.push({ id, version: null, file: path, refused: [refusal] });
    } else if (kind === 'file') {
      if (await isSpec(roots, path, name)) places.push({ id, version: null, file: path, refused: [] });
    } else {
      const children = await entriesInside(roots, path);
      const versions = children.filter((child) => child.kind !== 'file' && VERSION_FOLDER.test(child.name));
      if (versions.length === 0) await read(path, id, null);
      for (const version of versions) {
        if (version.refusal === null) await read(version.path, id, version.name);
        else places.push({ id, version: version.name, file: version.path, refused: [version.refusal] });
      }
      for (const child of versions.length === 0 ? [] : children) {
        if (child.refusal !== null && !versions.includes(child)) findings.push(refusedFinding(child.refusal, root));
      }
    }
  }
  return { places, findings };
}

/** What a file that may not be read is in the check. */
export function refusedFinding({ file, message, hint }: RefusedFileError, root: string): UnwrittenFinding {
  const name = relative(root, file);
  return {
    severity: 'error',
    rule: 'file-readable',
    service: null,
    file: name,
    line: 1,
    column: 1,
    message: parserMessage(`"${name}" ${message}`),
    hint: parserMessage(hint),
  };
}

/** A name as it may stand in a URL: `Birth & Death` becomes `birth-death`. */
function toId(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return pageName(words) || 'service';
}

async function specIn(roots: string[], folder: string): Promise<string | null> {
  // One that may not be read is the spec all the same, so that its service is shown as broken.
  const entries = (await entriesInside(roots, folder)).filter(({ kind }) => kind !== 'folder');
  const names = entries.map(({ name }) => name);
  const named = ['openapi.yaml', 'openapi.yml', 'openapi.json'].find((name) => names.includes(name));
  if (named !== undefined) return join(folder, named);
  const others: TreeEntry[] = [];
  for (const entry of entries) if (await isSpec(roots, entry.path, entry.name)) others.push(entry);
  // A lone file is taken for the spec even when it does not look like one, so that its faults are reported.
  const lone = entries.filter(({ name }) => SPEC_FILE.test(name) && !NOT_A_SPEC.test(name));
  const chosen = others[0] ?? (lone.length === 1 ? lone[0] : undefined);
  return chosen?.path ?? null;
}

async function isSpec(roots: string[], path: string, name: string): Promise<boolean> {
  if (!SPEC_FILE.test(name) || NOT_A_SPEC.test(name)) return false;
  return SAYS_OPENAPI.test(await headInside(roots, path, 64 * 1024).catch(() => ''));
}

function noSpec(folder: string): UnwrittenFinding {
  return {
    severity: 'error',
    rule: 'spec-present',
    service: null,
    file: folder,
    line: 1,
    column: 1,
    message: { id: 'reading.no-spec', values: { folder } },
    hint: { id: 'reading.no-spec-hint' },
  };
}
