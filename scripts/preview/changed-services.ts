import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const SERVICES = 'specs/services/';
/** What every service is made with. */
const SHARED = [
  'specs/standards',
  'specs/country.yaml',
  'specs/problems.yaml',
  'specs/service-problems.yaml',
  'mocks/personas',
];

/** The comparison was asked for with something that git does not know. */
export class UnknownBaseError extends Error {}

/**
 * Folders of the services that differ from a commit, also by what is not committed yet. Removed ones are left out.
 * @returns `'all'` where what they share differs
 */
export function changedServices(base: string, root: string = ROOT): string[] | 'all' {
  const changed = [
    ...git(
      root,
      ['diff', '--name-only', '-z', '--no-renames', '--end-of-options', base, '--', SERVICES, ...SHARED],
      base,
    ),
    ...git(root, ['ls-files', '-z', '--others', '--exclude-standard', '--', SERVICES, ...SHARED], base),
  ];
  if (changed.some((file) => !file.startsWith(SERVICES))) return 'all';
  const ids = new Set(changed.map((file) => file.slice(SERVICES.length).split('/')[0] ?? ''));
  return [...ids].filter((id) => existsSync(join(root, SERVICES, id))).sort();
}

function git(root: string, args: string[], base: string): string[] {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) {
    throw new UnknownBaseError(
      `git knows no commit "${base}" here. Name a branch, tag or commit, such as origin/main; in a shallow clone, fetch it first.`,
    );
  }
  return stdout.split('\0').filter((file) => file !== '');
}
