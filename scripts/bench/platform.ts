import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadCatalogue } from '@dpi/specs';
import { openBrowser } from '../browser.ts';
import { buildPortal, findPortalBuild } from '../portal/build.ts';
import { freePorts, memoryOf, startServer } from '../process.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Seconds and MB of a build of all pages in all languages, nothing cached.
 * @param specsDir folder of services; our own when `null`
 * @param onBuilt gets the folder of the pages before it is removed
 */
export async function measureBuild(
  specsDir: string | null = null,
  onBuilt: (dir: string) => Promise<void> = async () => {},
): Promise<{ seconds: number; peakMb: number | null; pages: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'dpi-bench-portal-'));
  const dir = join(folder, 'pages');
  const started = performance.now();
  let peakMb: number | null = null;
  const script = `import { buildPortal } from ${JSON.stringify(join(ROOT, 'scripts/portal/build.ts'))};
    await buildPortal(${JSON.stringify(dir)}, { specsDir: ${JSON.stringify(specsDir)}, publicUrl: 'http://localhost:4000', onProgress() {} });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  const watch = setInterval(async () => {
    let sum = 0;
    for (const pid of await family(child.pid ?? 0)) sum += (await memoryOf(pid))?.now ?? 0;
    if (sum > 0) peakMb = Math.max(peakMb ?? 0, sum);
  }, 200);
  const code = await new Promise((done) => child.once('exit', done));
  clearInterval(watch);
  if (code !== 0) throw new Error('The portal could not be built.');
  const seconds = (performance.now() - started) / 1000;
  const pages = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.html')).length;
  await onBuilt(dir);
  await rm(folder, { recursive: true, force: true });
  return { seconds, peakMb, pages };
}

/** Seconds until the sandbox answers, MB of the running platform, and kB that a first visit to a reference page loads. */
export async function measurePlatform(): Promise<{
  readySeconds: number;
  memoryMb: number | null;
  pageKb: number;
  page: string;
}> {
  const [port = 0] = await freePorts(1);
  const publicUrl = `http://localhost:${port}`;
  const build = await findPortalBuild(null, publicUrl);
  if (!build.done) await buildPortal(build.dir, { specsDir: null, publicUrl, onProgress() {} });
  const dataDir = await mkdtemp(join(tmpdir(), 'dpi-bench-data-'));
  const platform = await startServer([join(ROOT, 'scripts/start.ts')], port, '/readyz', {
    PORT: String(port),
    DATA_DIR: dataDir,
  });
  try {
    const { services } = await loadCatalogue();
    const page = services[0]?.operations[0]?.url ?? '/';
    while ((await fetch(`${publicUrl}/`)).status === 503) await new Promise((done) => setTimeout(done, 100));
    const pageKb = await weigh(publicUrl + page);
    const memoryMb = (await memoryOf(platform.child.pid ?? 0))?.now ?? null;
    return { readySeconds: platform.readyAfter, memoryMb, pageKb, page };
  } finally {
    await platform.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Everything a browser loads for a page, each file gzipped, in kB. */
async function weigh(url: string): Promise<number> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    let bytes = 0;
    const bodies: Promise<void>[] = [];
    page.on('response', (response) => {
      bodies.push(
        response.body().then(
          (body) => {
            bytes += gzipSync(body).length;
          },
          () => undefined,
        ),
      );
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    await Promise.all(bodies);
    return bytes / 1000;
  } finally {
    await browser.close();
  }
}

/** A process and all that it started. */
async function family(pid: number): Promise<number[]> {
  const members = [pid];
  const children = await readdir('/proc').catch(() => []);
  for (const name of children.filter((entry) => /^\d+$/.test(entry))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(/\) \S (\d+)/.exec(stat)?.[1] ?? -1);
    if (parent === pid) members.push(...(await family(Number(name))));
  }
  return members;
}
