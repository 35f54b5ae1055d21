import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { loadCatalogue, openApiYaml } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import { assessCatalogue } from '@dpi/specs/ruleset';
import { buildPortal, findBuildOf } from '../portal/build.ts';
import { bundleServer } from './bundle-server.ts';
import { previewReadme } from './preview-readme.ts';
import { zipFolder } from './zip.ts';

/** Where the preview is looked at. */
export const PREVIEW_URL = 'http://localhost:4000';

/** The output cannot be written where it was asked for. */
export class OutputError extends Error {}

export interface PreviewOptions {
  specsDir: string | null;
  /** Ids; absent: all. */
  services: string[] | undefined;
  /** A folder, or a file that ends in `.zip`. An earlier preview there is replaced. */
  output: string;
  onProgress: (line: string) => void;
}

/**
 * Makes a folder, or a ZIP archive of one, that shows services on any machine with Node: pages, specs, and a server with the
 * sandbox and the mocks in one file.
 */
export async function makePreview({ specsDir, services, output, onProgress }: PreviewOptions): Promise<Catalogue> {
  await refuseToReplace(output);
  const load = async (locale: string) => loadCatalogue({ specsDir: specsDir ?? undefined, services, locale });
  const catalogue = await assessCatalogue(await load('en'), { specsDir: specsDir ?? undefined });
  const hashes = [catalogue.hash];
  for (const { id } of catalogue.country.locales) {
    if (id !== catalogue.locale) hashes.push((await load(id)).hash);
  }

  const folder = await mkdtemp(join(tmpdir(), 'dpi-preview-'));
  try {
    onProgress('bundling the server');
    await bundleServer(folder);
    const build = await findBuildOf(hashes, PREVIEW_URL);
    if (!build.done) await buildPortal(build.dir, { specsDir, services, publicUrl: PREVIEW_URL, onProgress });
    await cp(build.dir, join(folder, 'pages'), { recursive: true });
    await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
    await writeFile(join(folder, 'README.md'), previewReadme(catalogue, PREVIEW_URL));
    for (const service of catalogue.services) {
      const dir = join(folder, 'specs', service.id, service.version);
      await mkdir(dir, { recursive: true });
      await writeFile(join(dir, 'openapi.yaml'), openApiYaml(service, PREVIEW_URL));
    }
    // Whoever made it is not the only one to read it.
    await chmod(folder, 0o755);
    await mkdir(dirname(output), { recursive: true });
    if (output.endsWith('.zip')) {
      await writeFile(output, await zipFolder(folder, basename(output, '.zip')));
    } else {
      await rm(output, { recursive: true, force: true });
      // Another disk cannot be moved to.
      await rename(folder, output).catch(() => cp(folder, output, { recursive: true }));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return catalogue;
}

/** A folder that holds anything else than an earlier preview stays as it is. */
async function refuseToReplace(output: string): Promise<void> {
  if (output.endsWith('.zip')) return;
  const names: string[] = await readdir(output).catch(() => []);
  if (names.length > 0 && !names.includes('platform.mjs')) {
    throw new OutputError(`"${output}" holds other files. Name a new folder, an empty one, or an earlier preview.`);
  }
}
