import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';

const WORKSPACES = ['.', 'specs', 'mocks', 'sandbox', 'portal'];

/**
 * All that the platform needs to run elsewhere: the checkout as it is on the disk, without what Git ignores, such as keys and logs; its
 * packages, Node.js among them; and the built pages.
 * @param build folder of the pages
 * @returns files and folders, from the root of the repository
 * @throws Error where Git cannot list the checkout
 */
export function packedPaths(root: string, build: string): string[] {
  // What is not ignored, also where it is not committed: the pages are named after all of it.
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new Error(`Git cannot list the files of ${root}. ${stderr ?? ''}`.trim());
  const sources = stdout.split('\0').filter((path) => path !== '' && !path.endsWith('.tar.gz'));
  const packages = WORKSPACES.map((folder) => join(folder, 'node_modules'));
  return [...sources, ...packages, relative(root, build)].filter((path) => existsSync(join(root, path)));
}
