import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadCatalogue } from '@dpi/specs';
import { freePorts, memoryOf, startServer } from '../process.ts';
import { measureBuild } from './platform.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SPECS = join(ROOT, 'specs');

const SERVICES = 300;
/** Schemas that refer to each other in a circle. */
const RING = 400;

export interface ManyServices {
  services: number;
  operations: number;
  readySeconds: number;
  memoryMb: number | null;
  buildSeconds: number;
  buildPeakMb: number | null;
  /** HTML of the catalogue page, gzipped. */
  cataloguePageKb: number;
}

/** Measures sandbox and portal on a country of 300 services: copies of our own under other ids. */
export async function measureManyServices(onProgress: (line: string) => void): Promise<ManyServices> {
  const folder = await mkdtemp(join(tmpdir(), 'dpi-bench-services-'));
  const specsDir = join(folder, 'services');
  try {
    onProgress(`writing ${SERVICES} services`);
    await writeServices(folder);
    const [port = 0] = await freePorts(1);
    onProgress(`starting the sandbox with ${SERVICES} services`);
    const platform = await startServer([join(ROOT, 'scripts/start.ts')], port, '/readyz', {
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      SPECS_DIR: specsDir,
    });
    const memoryMb = (await memoryOf(platform.child.pid ?? 0))?.now ?? null;
    await platform.stop();
    onProgress(`building the portal of ${SERVICES} services`);
    let cataloguePageKb = 0;
    const build = await measureBuild(specsDir, async (dir) => {
      cataloguePageKb = gzipSync(await readFile(join(dir, 'catalogue/index.html'))).length / 1000;
    });
    const { services } = await loadCatalogue({ specsDir });
    return {
      services: services.length,
      operations: services.reduce((sum, { operations }) => sum + operations.length, 0),
      readySeconds: platform.readyAfter,
      memoryMb,
      buildSeconds: build.seconds,
      buildPeakMb: build.peakMb,
      cataloguePageKb,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeServices(folder: string): Promise<void> {
  await cp(join(SPECS, 'standards'), join(folder, 'standards'), { recursive: true });
  for (const name of await readdir(SPECS))
    if (name.startsWith('service-problems.')) await cp(join(SPECS, name), join(folder, name));
  // The API of the platform itself is there once.
  const own = (await readdir(join(SPECS, 'services'))).filter((id) => id !== 'sandbox').sort();
  for (let index = 0; index < SERVICES; index += 1) {
    const id = own[index % own.length] ?? '';
    const copy = index < own.length ? id : `${id}-${Math.floor(index / own.length) + 1}`;
    await cp(join(SPECS, 'services', id), join(folder, 'services', copy), { recursive: true });
  }
}

/** Seconds of processor time that reading a spec takes whose schemas refer to each other in a circle. */
export async function measureRing(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'dpi-bench-ring-'));
  try {
    await mkdir(join(folder, 'ring/v1'), { recursive: true });
    await writeFile(join(folder, 'ring/v1/openapi.json'), JSON.stringify(ringSpec(RING)));
    const started = process.cpuUsage();
    const { services } = await loadCatalogue({ specsDir: folder, cacheDir: null });
    const { user, system } = process.cpuUsage(started);
    if (services.length !== 1) throw new Error('The spec of the ring could not be read.');
    return (user + system) / 1e6;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ringSpec(size: number): object {
  const reference = (index: number) => ({ $ref: `#/components/schemas/Thing${index % size}` });
  const schemas = Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `Thing${index}`,
      {
        type: 'object',
        properties: {
          next: reference(index + 1),
          after: reference(index + 2),
          all: { type: 'array', items: reference(0) },
        },
      },
    ]),
  );
  const content = { 'application/json': { schema: reference(0) } };
  return {
    openapi: '3.1.0',
    info: { title: 'Ring', version: '1.0.0' },
    paths: {
      '/things': { get: { operationId: 'listThings', responses: { 200: { description: 'Things.', content } } } },
    },
    components: { schemas },
  };
}
