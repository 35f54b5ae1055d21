import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { countryFiles } from '../catalogue/country-files.ts';

const run = promisify(execFile);

/** The git ref cannot be used; the message says why. */
export class BaseError extends Error {}

/** The specs as they were at a git ref, in a folder of their own. */
export interface Base {
  /** Folder of the repository. */
  root: string;
  /** Folder of services, as it was. */
  specsDir: string;
  /** Files that differ, relative to the repository. */
  changed: string[];
  /** Removes the folder. */
  close(): Promise<void>;
}

/**
 * Writes the specs into a temporary folder as they were when work on today's began: where the ref and today's commit parted,
 * so that what others have done since then is not taken for a change of ours.
 * @param specsDir folder of services today; it must be inside a git repository
 * @throws BaseError where there is no repository, or no such ref
 */
export async function openBase(ref: string, specsDir: string): Promise<Base> {
  const { root, commit, changed } = await changesSince(ref, specsDir);
  return writeSpecs(root, commit, specsDir, changed);
}

/**
 * What differs from a git ref, in files relative to the repository: committed, uncommitted and untracked.
 * @param dir a folder of the repository
 * @throws BaseError as {@link openBase}
 */
export async function changesSince(
  ref: string,
  dir: string,
): Promise<{ root: string; commit: string; changed: string[] }> {
  const { root, named } = await commitOf(ref, dir, '--base');
  // A shallow clone may not reach back to where they parted.
  const commit = await git(root, ['merge-base', named, 'HEAD']).catch(() => named);
  const tracked = await git(root, ['diff', '--name-only', '--no-renames', '-z', commit, '--']);
  const untracked = await git(root, ['ls-files', '--others', '--exclude-standard', '-z']);
  return { root, commit, changed: [...namesIn(tracked), ...namesIn(untracked)] };
}

/**
 * Writes the specs of a commit into a temporary folder: its services, and the standards, journeys and problem types beside
 * them, or all data of a country that has a folder of its own. Nothing else of the commit is written, and nothing of it is run. What differs is what the commit changed since it parted
 * from today's.
 * @throws BaseError as {@link openBase}
 */
export async function openCommit(ref: string, specsDir: string): Promise<Base> {
  const { root, named } = await commitOf(ref, specsDir, 'preview');
  const parted = await git(root, ['merge-base', named, 'HEAD']).catch(() => 'HEAD');
  const differ = await git(root, ['diff', '--name-only', '--no-renames', '-z', parted, named, '--']);
  return writeSpecs(root, named, specsDir, namesIn(differ));
}

/**
 * The repository that a folder is in, and the commit that a ref names.
 * @param asked who asked, for messages
 */
async function commitOf(ref: string, specsDir: string, asked: string): Promise<{ root: string; named: string }> {
  const root = await git(specsDir, ['rev-parse', '--show-toplevel']).catch(() => {
    throw new BaseError(`${asked} needs a git repository, and ${specsDir} is in none.`);
  });
  // The ref stands behind a flag that takes nothing else, so that "--output=x" is no option of git.
  const named = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).catch(
    () => {
      throw new BaseError(
        `${asked}: there is no "${ref}" in this repository. Fetch it, or name a branch, tag or commit.`,
      );
    },
  );
  return { root, named };
}

async function writeSpecs(root: string, commit: string, specsDir: string, changed: string[]): Promise<Base> {
  const folder = relative(root, specsDir) || '.';
  const dir = await mkdtemp(join(tmpdir(), 'base-'));
  const close = () => rm(dir, { recursive: true, force: true });
  try {
    await mkdir(join(dir, folder), { recursive: true });
    // References lead to the standards; the others are shown. A country that is a folder of its own is taken as a whole.
    const isOurs = countryFiles(specsDir).country === countryFiles().country;
    const names = isOurs ? ['standards', 'journeys', 'service-problems.yaml'] : ['.'];
    const beside = names.map((name) => join(folder, '..', name));
    const paths = await existing(root, commit, [folder, ...beside]);
    if (paths.length > 0) {
      const archive = join(dir, 'base.tar');
      await git(root, ['archive', '--format=tar', `--output=${archive}`, commit, '--', ...paths]);
      await run('tar', ['-xf', archive, '-C', dir]);
    }
    return { root, specsDir: join(dir, folder), changed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function namesIn(output: string): string[] {
  return output.split('\0').filter((file) => file !== '');
}

async function existing(root: string, commit: string, paths: string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => (await git(root, ['ls-tree', '--name-only', commit, '--', path])) !== ''),
  );
  return paths.filter((_, index) => found[index]);
}

async function git(cwd: string, args: string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}
