import { type Dirent, promises as fs } from 'node:fs';
import { join, relative } from 'node:path';
import type { Finding } from './model.ts';

/** A place where a service's OpenAPI file was found. */
export interface SpecPlace {
  id: string;
  /** From the folder name; `null` where only `info.version` can tell. */
  version: string | null;
  /** Absolute path of the OpenAPI file. */
  file: string;
}

const SPEC_FILE = /\.(ya?ml|json)$/i;
const NOT_A_SPEC = /(\.overlay\.ya?ml|^redocly\.ya?ml|^package(-lock)?\.json|\.arazzo\.ya?ml)$/i;
const VERSION_FOLDER = /^v\d+$/;
const SAYS_OPENAPI = /^\s*(\{\s*)?["']?(openapi|swagger)["']?\s*:/m;

/**
 * Finds the services below a folder: `<service>/v<major>/openapi.yaml`, and whatever a stranger may send instead: a folder
 * with one OpenAPI file of any name, or a file without a folder. Folders that hold no spec become findings.
 */
export async function discoverSpecs(root: string): Promise<{ places: SpecPlace[]; findings: Finding[] }> {
  const places: SpecPlace[] = [];
  const findings: Finding[] = [];
  for (const entry of await list(root)) {
    const path = join(root, entry.name);
    if (entry.isFile()) {
      if (await isSpec(path, entry.name))
        places.push({ id: toId(entry.name.replace(SPEC_FILE, '')), version: null, file: path });
      continue;
    }
    const versions = (await list(path)).filter((child) => child.isDirectory() && VERSION_FOLDER.test(child.name));
    const folders = versions.length > 0 ? versions.map((child) => join(path, child.name)) : [path];
    for (const [index, folder] of folders.entries()) {
      const file = await specIn(folder);
      if (file === null) {
        findings.push(noSpec(relative(root, folder)));
      } else {
        places.push({ id: toId(entry.name), version: versions[index]?.name ?? null, file });
      }
    }
  }
  return { places, findings };
}

/** A name as it may stand in a URL: `Birth & Death` becomes `birth-death`. */
export function toId(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id === '' ? 'service' : id;
}

async function specIn(folder: string): Promise<string | null> {
  const names = (await list(folder)).filter((entry) => entry.isFile()).map((entry) => entry.name);
  const named = ['openapi.yaml', 'openapi.yml', 'openapi.json'].find((name) => names.includes(name));
  if (named !== undefined) return join(folder, named);
  const others: string[] = [];
  for (const name of names) if (await isSpec(join(folder, name), name)) others.push(name);
  // A lone file is taken for the spec even when it does not look like one, so that its faults are reported.
  const lone = names.filter((name) => SPEC_FILE.test(name) && !NOT_A_SPEC.test(name));
  const chosen = others[0] ?? (lone.length === 1 ? lone[0] : undefined);
  return chosen === undefined ? null : join(folder, chosen);
}

async function isSpec(path: string, name: string): Promise<boolean> {
  if (!SPEC_FILE.test(name) || NOT_A_SPEC.test(name)) return false;
  const handle = await fs.open(path).catch(() => null);
  if (handle === null) return false;
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
  await handle.close();
  return SAYS_OPENAPI.test(buffer.toString('utf8', 0, bytesRead));
}

async function list(folder: string): Promise<Dirent[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function noSpec(folder: string): Finding {
  return {
    severity: 'error',
    rule: 'spec-present',
    service: null,
    file: folder,
    line: 1,
    column: 1,
    message: `The folder "${folder}" holds no OpenAPI file.`,
    hint: 'Add openapi.yaml to it, or remove the folder.',
  };
}
