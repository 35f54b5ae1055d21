import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { loadCatalogue } from '@dpi/specs';
import { countryFiles } from '@dpi/specs/country-files';
import { readLanguages } from '@dpi/specs/texts';

const ROOT = resolve(import.meta.dirname, '../..');
const BUILDS = join(ROOT, '.cache', 'portal');
/** What the pages are made of besides the catalogue. */
const SOURCES = ['portal/**/*', 'specs/ruleset/**/*', 'specs/**/*.ts', 'package-lock.json'];
const NOT_SOURCES = /\/(node_modules|\.docusaurus|build)\/|\.test\.tsx?$|\.fixture\.tsx?$/;
const KEPT_BUILDS = 3;
/** Milliseconds after its last sign of use for which a build is kept in any case: another platform may show it. */
const IN_USE = 3_600_000;

export interface PortalBuild {
  /** Folder of the pages, named after everything they are made of. */
  dir: string;
  /** Whether it is there already. */
  done: boolean;
  /** Folder of a build by the same code and guides, whatever the specs were; `null` where there is none. */
  alike: string | null;
}

/** Where the pages for this state of specs, guides and code are, or will be once {@link buildPortal} ran. */
export async function findPortalBuild(specsDir: string | null, publicUrl: string): Promise<PortalBuild> {
  return findBuildOf(await catalogueHashes(specsDir), specsDir, publicUrl);
}

/** The same where it is known already what the specs are, by the hash of the catalogue in each language. */
export async function findBuildOf(
  catalogues: string[],
  specsDir: string | null,
  publicUrl: string,
): Promise<PortalBuild> {
  const code = createHash('sha256').update(publicUrl);
  for (const file of await sources(specsDir)) code.update(file).update(await readFile(join(ROOT, file)));
  const alike = code.digest('hex').slice(0, 16);
  const specs = createHash('sha256').update(JSON.stringify(catalogues)).digest('hex').slice(0, 16);
  const dir = join(BUILDS, `${alike}-${specs}`);
  const isDone = (folder: string) => existsSync(join(folder, 'index.html'));
  const builds = (await readdir(BUILDS).catch(() => [])).filter((name) => /^[0-9a-f]{16}-[0-9a-f]{16}$/.test(name));
  const like = builds.filter((name) => name.startsWith(alike)).map((name) => join(BUILDS, name));
  return { dir, done: isDone(dir), alike: like.find(isDone) ?? null };
}

async function catalogueHashes(specsDir: string | null): Promise<string[]> {
  const hashes: string[] = [];
  for (const locale of await languagesOf(specsDir))
    hashes.push((await loadCatalogue({ specsDir: specsDir ?? undefined, locale })).hash);
  return hashes;
}

/** The languages of the pages; that of the specs comes first. */
async function languagesOf(specsDir: string | null): Promise<[string, ...string[]]> {
  const [first, ...others] = await readLanguages(countryFiles(specsDir ?? undefined).country);
  return [first.id, ...others.map(({ id }) => id)];
}

export interface BuildOptions {
  specsDir: string | null;
  /** Ids of the services that get pages; absent: all. */
  services?: string[] | undefined;
  publicUrl: string;
  /** Gets a short line now and then. */
  onProgress: (line: string) => void;
  /** Breaks the build off. */
  signal?: AbortSignal;
}

/**
 * Builds the pages with Docusaurus into `dir`, which appears only when it is complete. A service whose pages make the build fail is
 * left out, and shown as broken.
 * @param leftOut services, as `<id>/<version>`, that are known to make it fail, with the reasons
 * @throws Error with the last lines Docusaurus printed
 */
export async function buildPortal(
  dir: string,
  options: BuildOptions,
  leftOut: Record<string, string> = {},
): Promise<void> {
  const { specsDir, onProgress, signal } = options;
  const [first, ...others] = await languagesOf(specsDir);
  const unfinished = `${dir}.${process.pid}`;
  const folderOf = (language: string) => (language === first ? unfinished : `${unfinished}.${language}`);
  await mkdir(BUILDS, { recursive: true });
  const waiting = [first, ...others];
  const lines: string[] = [];
  let hasFailed = false;
  const isRead = Promise.withResolvers<void>();
  const say = (line: string) => {
    isRead.resolve();
    onProgress(line);
  };
  const buildWaiting = async (): Promise<void> => {
    for (let language = waiting.shift(); language !== undefined; language = waiting.shift()) {
      const built = await buildLanguage(language, folderOf(language), { ...options, onProgress: say }, leftOut);
      hasFailed ||= !built.done;
      if (!built.done) lines.push(...built.lines);
    }
    isRead.resolve();
  };
  // The second begins when the first has read and assessed the specs: what it found is remembered for all languages.
  await Promise.all([buildWaiting(), AT_ONCE > 1 && isRead.promise.then(buildWaiting)]);
  if (hasFailed) {
    for (const language of [first, ...others]) await rm(folderOf(language), { recursive: true, force: true });
    signal?.throwIfAborted();
    const failing = Object.entries(failingServices(lines)).filter(([key]) => !Object.hasOwn(leftOut, key));
    if (failing.length > 0) {
      for (const [key, reason] of failing) onProgress(`${key} is left out, its pages cannot be built: ${reason}`);
      return buildPortal(dir, options, { ...leftOut, ...Object.fromEntries(failing) });
    }
    throw new Error(`The portal could not be built:\n${lines.slice(-30).join('\n')}`);
  }
  // Docusaurus puts a language below the folder it is given, as it is below the first in URLs.
  for (const language of others) {
    await rename(join(folderOf(language), language), join(unfinished, language));
    await rm(folderOf(language), { recursive: true });
  }
  await rm(dir, { recursive: true, force: true });
  await rename(unfinished, dir);
  await forgetOldBuilds(dir);
}

/** Languages that are built at once: each takes one core most of the time, and 700 MB of memory. */
const AT_ONCE = Math.min(2, availableParallelism());

/** @returns whether it is done, with what Docusaurus printed */
async function buildLanguage(
  language: string,
  outDir: string,
  { specsDir, services, publicUrl, onProgress, signal }: BuildOptions,
  leftOut: Record<string, string>,
): Promise<{ done: boolean; lines: string[] }> {
  if (signal?.aborted) return { done: false, lines: [] };
  const generated = `.docusaurus/${process.pid}.${language}`;
  const child = spawn(
    process.execPath,
    // On a machine with much memory Node collects late: with these limits the build takes a third less, and hardly longer.
    [
      '--max-semi-space-size=16',
      '--heap-growing-percent=50',
      '--max-old-space-size=2000',
      join(ROOT, 'node_modules/@docusaurus/core/bin/docusaurus.mjs'),
      ...['build', '--locale', language, '--out-dir', outDir],
    ],
    {
      cwd: join(ROOT, 'portal'),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DOCUSAURUS_CURRENT_LOCALE: language,
        DOCUSAURUS_GENERATED_FILES_DIR_NAME: generated,
        // A thread for pages takes seconds to begin: where there is no core for it, pages are drawn without.
        DOCUSAURUS_SSG_WORKER_THREAD_COUNT: String(Math.floor(availableParallelism() / AT_ONCE)),
        PUBLIC_URL: publicUrl,
        ...(specsDir === null ? {} : { SPECS_DIR: specsDir }),
        ...(services === undefined ? {} : { SERVICES: services.join(',') }),
        LEFT_OUT: JSON.stringify(leftOut),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stop = () => child.kill();
  process.once('exit', stop);
  signal?.addEventListener('abort', stop, { once: true });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      const text = stripVTControlCharacters(line).trim();
      if (text === '') return;
      lines.push(text);
      if (text.startsWith('[INFO]')) onProgress(text.slice('[INFO]'.length).trim());
    });
  }
  const code = await new Promise<number | null>((done) => child.once('close', done));
  process.off('exit', stop);
  signal?.removeEventListener('abort', stop);
  await rm(join(ROOT, 'portal', generated), { recursive: true, force: true });
  return { done: code === 0, lines };
}

/** What Docusaurus says of a page that it cannot draw or write, and what the file system says. */
const PAGE_FAILURE =
  /(?:Can't render static file for pathname|ENAMETOOLONG|ENOTDIR|EISDIR|EEXIST).*?\/catalogue\/([a-z0-9_-]+\/v\d+)\//;

/** Services, as `<id>/<version>`, whose pages made a build fail, each with the reason; from the lines it printed. */
export function failingServices(lines: string[]): Record<string, string> {
  const reasons: Record<string, string> = {};
  for (const [index, line] of lines.entries()) {
    const key = PAGE_FAILURE.exec(line)?.[1];
    if (key === undefined || Object.hasOwn(reasons, key)) continue;
    // The cause stands below the page that Docusaurus names.
    const rest = /\bE[A-Z]{4,}:/.test(line) ? [] : lines.slice(index + 1);
    const cause = rest.find((other) => /(?:Type|Range|Syntax|Reference)?Error:/.test(other)) ?? line;
    reasons[key] = cause.replace(/^.*?\[cause\]:\s*/, '').slice(0, 300);
  }
  return reasons;
}

async function sources(specsDir: string | null): Promise<string[]> {
  const { guides, pages, messages, terms, searchWords } = countryFiles(specsDir ?? undefined);
  const ofCountry = [guides, pages, messages, terms, searchWords].map((folder) => `${relative(ROOT, folder)}/**/*`);
  const files = new Set<string>();
  for await (const entry of glob([...SOURCES, ...ofCountry], {
    cwd: ROOT,
    withFileTypes: true,
    exclude: (entry) => SKIPPED.has(entry.name),
  })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !NOT_SOURCES.test(file)) files.add(relative(ROOT, file));
  }
  return [...files].sort();
}

const SKIPPED = new Set(['node_modules', '.docusaurus', 'build']);

/** Says of a build that it is in use, until it is said to stop; so that a build by another process does not delete it. */
export function holdBuild(dir: string): () => void {
  const touch = () => void utimes(dir, new Date(), new Date()).catch(() => undefined);
  touch();
  const timer = setInterval(touch, IN_USE / 4);
  timer.unref();
  return () => clearInterval(timer);
}

async function forgetOldBuilds(current: string): Promise<void> {
  const builds = await Promise.all(
    (await readdir(BUILDS)).map(async (name) => ({
      dir: join(BUILDS, name),
      time: (await stat(join(BUILDS, name))).mtimeMs,
    })),
  );
  const old = builds.filter(({ dir }) => dir !== current).sort((a, b) => b.time - a.time);
  for (const { dir, time } of old.slice(KEPT_BUILDS - 1)) {
    if (Date.now() - time > IN_USE) await rm(dir, { recursive: true, force: true });
  }
}
