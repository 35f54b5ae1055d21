import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { isObject } from '../json/value.ts';

const run = promisify(execFile);

/** The last commit in which a spec had this `info.version`; `null` where git knows of none. */
export async function commitOfVersion(file: string, version: string): Promise<string | null> {
  const folder = dirname(file);
  const name = `./${basename(file)}`;
  const log = await git(folder, ['log', '--format=%H', '--', name]).catch(() => '');
  for (const commit of log.split('\n').filter((line) => line !== '')) {
    const text = await git(folder, ['show', `${commit}:${name}`]).catch(() => '');
    if (versionIn(text) === version) return commit;
  }
  return null;
}

function versionIn(text: string): string | null {
  try {
    const document: unknown = parse(text);
    const info = isObject(document) ? document.info : null;
    return isObject(info) && info.version !== undefined ? String(info.version) : null;
  } catch {
    return null;
  }
}

async function git(cwd: string, args: string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
