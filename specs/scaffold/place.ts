import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { discoverSpecs } from '../catalogue/discover.ts';
import { ScaffoldError } from './scaffold-error.ts';

/** The folder a service's version gets. Throws where something of that name is there already. */
export async function freePlace(specsDir: string, id: string, version: string): Promise<string> {
  const status = await stat(specsDir).catch(() => null);
  if (status === null || !status.isDirectory()) {
    throw new ScaffoldError(`"${specsDir}" is not a folder. Name the folder of services with --specs-dir.`, 2);
  }
  const service = join(specsDir, id);
  const folder = join(service, version);
  const { places } = await discoverSpecs(specsDir);
  const taken = places.find((place) => place.id === id && (place.version === null || place.version === version));
  if (taken !== undefined) throw exists(taken.file);
  if (existsSync(folder)) throw exists(folder);
  // A folder of something else would make one service of two.
  const others = existsSync(service) ? await readdir(service).catch(() => ['']) : [];
  if (others.some((name) => !/^v\d+$/.test(name))) throw exists(service);
  return folder;
}

/** Writes all files or none: they appear in one step, so that whoever watches the folder never sees half a service. */
export async function writeFiles(folder: string, files: Map<string, string | Buffer>): Promise<void> {
  const unfinished = join(dirname(dirname(folder)), `.new-${randomBytes(6).toString('hex')}`);
  try {
    for (const [name, content] of files) {
      await mkdir(dirname(join(unfinished, name)), { recursive: true });
      await writeFile(join(unfinished, name), content, { flag: 'wx' });
    }
    await mkdir(dirname(folder), { recursive: true });
    if (existsSync(folder)) throw exists(folder);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function exists(path: string): ScaffoldError {
  return new ScaffoldError(`${path} is there already; nothing was written. Choose another id with --id.`, 1);
}

/** Adds files to a folder that is there; one that exists is kept, and throws. */
export async function addFiles(folder: string, files: Map<string, string>): Promise<void> {
  for (const [name, content] of files) await writeFile(join(folder, name), content, { flag: 'wx' });
}
