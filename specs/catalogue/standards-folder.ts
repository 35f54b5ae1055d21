import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DataFileError } from './data-file.ts';
import { isBelow } from './tree-files.ts';

const OURS = resolve(import.meta.dirname, '../standards');

/** The shared standards that specs refer to: the folder `standards` beside the folder of services, else the platform's own. */
export function standardsFolder(specsDir: string): string {
  const beside = resolve(specsDir, '../standards');
  if (!existsSync(beside)) return OURS;
  if (isBelow(realpathSync(beside), realpathSync(dirname(beside)))) return beside;
  throw new DataFileError(
    `${beside}: it is a link that leads out of its folder, and is not read. Replace the link by the folder itself.`,
  );
}

/** Folders that files of a tree of specs are read from: its services, and the standards that they refer to. */
export function specRoots(specsDir: string): string[] {
  return [specsDir, standardsFolder(specsDir)];
}
