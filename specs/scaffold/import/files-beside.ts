import { realpath } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type PlaceKind, placeKind } from '../../catalogue/data-places.ts';
import { isBelow, RefusedFileError, readInside } from '../../catalogue/tree-files.ts';
import { applyEdits, type Edit } from '../edits.ts';
import { ScaffoldError } from '../scaffold-error.ts';

const MAX_FILES = 500;

/** What a spec of several files takes along. */
export interface FilesBeside {
  /** By path relative to the spec, the spec itself left out. */
  files: Map<string, Buffer | string>;
  /** References of the spec to itself by name, led to its new name. */
  edits: Edit[];
}

/**
 * The files a spec refers to, and those they refer to. Only files below the spec's own folder are taken along, so that no
 * other file of somebody's computer ends up in the repository. `taken` are the names of the new folder's own files, the
 * spec's first. Throws {@link ScaffoldError} that lists every reference which cannot be taken along.
 */
export async function filesBeside(file: string, taken: [string, ...string[]]): Promise<FilesBeside> {
  const folder = await realpath(dirname(file));
  const root = join(folder, basename(file));
  const result: FilesBeside = { files: new Map(), edits: [] };
  const faults: string[] = [];
  const waiting = [{ path: root, bytes: await readInside([folder], root) }];
  const seen = new Set([root]);
  for (const { path, bytes } of waiting) {
    const name = relative(folder, path);
    const text = bytes.toString('utf8');
    const renames: Edit[] = [];
    for (const { target, line, start, end } of isData(path) ? referencesIn(text) : []) {
      const next = await followed(target, dirname(path), folder);
      const isTaken = next.fault === null && next.path !== root && taken.includes(relative(folder, next.path));
      const fault = isTaken ? 'has a name that the new folder needs for itself.' : next.fault;
      if (fault !== null) {
        faults.push(`  ${join(dirname(file), name)}:${line}  "${target}" ${fault}`);
      } else if (next.fault === null && next.path === root && basename(root) !== taken[0]) {
        renames.push({ start, end, text: text.slice(start, end).replace(basename(root), taken[0]) });
      } else if (next.fault === null && !seen.has(next.path)) {
        seen.add(next.path);
        waiting.push(next);
      }
    }
    if (path === root) result.edits = renames;
    else result.files.set(name, renames.length > 0 ? applyEdits(text, renames) : bytes);
    if (seen.size > MAX_FILES) faults.push(`  More than ${MAX_FILES} files are referred to.`);
    if (seen.size > MAX_FILES) break;
  }
  if (faults.length > 0) {
    throw new ScaffoldError(
      `These references cannot be taken along:\n${faults.join('\n')}\n` +
        `Put what they name into the folder of the spec, or make one file of all: npx redocly bundle ${file} --output bundled.yaml`,
      1,
    );
  }
  return result;
}

function isData(path: string): boolean {
  return /^\.(ya?ml|json)$/i.test(extname(path));
}

type Followed = { fault: null; path: string; bytes: Buffer } | { fault: string };

async function followed(target: string, from: string, folder: string): Promise<Followed> {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//')) {
    return { fault: 'lies on another server, which nothing is fetched from.' };
  }
  const path = join(from, decode(target));
  const real = await realpath(path).catch(() => null);
  if (real === null) return { fault: 'does not exist.' };
  if (isAbsolute(target) || (real !== folder && !isBelow(real, folder))) {
    return { fault: `lies outside ${folder}, the folder of the spec.` };
  }
  try {
    return { fault: null, path: real, bytes: await readInside([folder], real) };
  } catch (error) {
    if (!(error instanceof RefusedFileError)) throw error;
    return { fault: error.message };
  }
}

interface Reference {
  target: string;
  line: number;
  start: number;
  end: number;
}

/** A reference that may lead to another file: most large specs have none, and need not be read as nodes for it. */
const OTHER_FILE = /\$ref["']?\s*:\s*["']?[^\s"'#]/;

/** The file part of every `$ref`; those into the same file have none and are left out. */
function referencesIn(text: string): Reference[] {
  if (!OTHER_FILE.test(text)) return [];
  const lines = new LineCounter();
  const references: Reference[] = [];
  const seen = new Set<unknown>();
  const visit = (node: unknown, kind: PlaceKind): void => {
    // What an alias stands for is read where it is written.
    if (kind === 'data' || seen.has(node)) return;
    seen.add(node);
    if (isSeq(node)) for (const item of node.items) visit(item, kind);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (name === '$ref' && isScalar(value) && typeof value.value === 'string') {
        const [target = ''] = value.value.split('#');
        const [start, end] = value.range ?? [0, 0];
        if (target !== '') references.push({ target, line: lines.linePos(start).line, start, end });
      } else visit(value, placeKind(kind, name, isSeq(value) ? [] : isMap(value) ? {} : null));
    }
  };
  visit(parseDocument(text, { lineCounter: lines }).contents, 'object');
  return references;
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
