import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { readConfig } from '@dpi/sandbox';
import { errorMessage } from '@dpi/specs/error-message';
import { commandLine } from './command-line.ts';
import { packedPaths } from './offline-pack/packed-paths.ts';
import { buildPortal, findPortalBuild } from './portal/build.ts';

const ROOT = resolve(import.meta.dirname, '..');

const USE = `Use: npm run offline-pack [-- <file>.tar.gz]
Packs the platform with all it needs to run without the internet: this checkout, its packages, Node.js and the built pages. It runs on
machines of the same system and processor as this one. PUBLIC_URL says where its pages will be reached; http://localhost:4000 where
it is not set.`;

const { read, wrongUse } = commandLine(USE);
try {
  await pack(archiveName());
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}

function archiveName(): string {
  const { positionals } = read({ allowPositionals: true });
  const [name = 'offline-pack.tar.gz'] = positionals;
  if (positionals.length > 1 || !name.endsWith('.tar.gz')) return wrongUse('Name one file that ends in .tar.gz.');
  return resolve(name);
}

async function pack(archive: string): Promise<void> {
  const { publicUrl } = readConfig(process.env);
  const build = await findPortalBuild(null, publicUrl);
  if (!build.done) {
    console.log(`Building the pages for ${publicUrl}.`);
    await buildPortal(build.dir, { specsDir: null, publicUrl, onProgress: (line) => console.log(`  ${line}`) });
  }
  console.log('Packing. This takes a minute or two.');
  const { status, error } = spawnSync(
    'tar',
    ['-czf', archive, '--exclude=node_modules/.cache', '--null', '--files-from=-'],
    { cwd: ROOT, input: packedPaths(ROOT, build.dir).join('\0'), stdio: ['pipe', 'inherit', 'inherit'] },
  );
  if (status !== 0) throw new Error(`${archive} could not be written${error ? `: ${error.message}` : '.'}`);
  const name = basename(archive);
  const folder = name.slice(0, -'.tar.gz'.length);
  console.log(`${archive}: ${Math.round(statSync(archive).size / 1e6)} MB.
On the other machine:
  mkdir ${folder} && tar -xzf ${name} -C ${folder} && cd ${folder}
  HOST=0.0.0.0 PUBLIC_URL=${publicUrl} ./node_modules/node/bin/node scripts/bootstrap.mjs start.ts`);
}
