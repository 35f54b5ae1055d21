import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** A file's bytes in one encoding, ready to be sent. */
export interface PageFile {
  body: Buffer;
  type: string;
  encoding: Encoding;
  /** Quoted, of these very bytes. */
  etag: string;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const COMPRESSIBLE = /^text\/|json|xml|javascript|yaml|wasm/;
const SUFFIXES: Record<Encoding, string> = { br: '.br', gzip: '.gz', identity: '' };
/** Below this many bytes compression saves nothing. */
const WORTH_COMPRESSING = 1024;
/** Bytes of sent files that are kept in memory. */
const CACHE_SIZE = 32 * 1024 * 1024;

/** Brotli's quality: for files, up to 0.3 s once; for what is made for each request. */
const QUALITY = { file: 11, text: 6 };

const compressors = {
  br: (body: Buffer, quality: number) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body),
};

/**
 * The files of one build of the portal. Which there are is settled when it is opened: no request can name any other, and
 * a later build belongs in another folder.
 */
export class PageFiles {
  readonly #dir: string;
  /** URL paths, decoded. */
  readonly #paths: Set<string>;
  readonly #cache = new Map<string, PageFile>();
  #cached = 0;

  private constructor(dir: string, paths: Set<string>) {
    this.#dir = dir;
    this.#paths = paths;
  }

  static async open(dir: string): Promise<PageFiles> {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return new PageFiles(
      dir,
      new Set(files.map((entry) => `/${relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/')}`)),
    );
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  paths(): Iterable<string> {
    return this.#paths;
  }

  /**
   * @param path one that {@link has} knows
   * @param accepted value of `Accept-Encoding`
   */
  async read(path: string, accepted: string): Promise<PageFile> {
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    const encoding = COMPRESSIBLE.test(type) ? preferred(accepted) : 'identity';
    const key = `${encoding} ${path}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const file = await this.#load(path, type, encoding);
    this.#keep(key, file);
    return file;
  }

  /** A text file, without keeping it. */
  readText(path: string): Promise<string> {
    return readFile(join(this.#dir, path), 'utf8');
  }

  async #load(path: string, type: string, encoding: Encoding): Promise<PageFile> {
    const compressed = path + SUFFIXES[encoding];
    if (encoding !== 'identity' && this.#paths.has(compressed)) {
      return pageFile(await readFile(join(this.#dir, compressed)), type, encoding);
    }
    const body = await readFile(join(this.#dir, path));
    if (encoding === 'identity' || body.length < WORTH_COMPRESSING) return pageFile(body, type, 'identity');
    return pageFile(await compressors[encoding](body, QUALITY.file), type, encoding);
  }

  /** Forgets what was kept longest, until there is room. */
  #keep(key: string, file: PageFile): void {
    if (this.#cache.has(key) || file.body.length > CACHE_SIZE / 8) return;
    for (const [oldest, { body }] of this.#cache) {
      if (this.#cached + file.body.length <= CACHE_SIZE) break;
      this.#cache.delete(oldest);
      this.#cached -= body.length;
    }
    this.#cache.set(key, file);
    this.#cached += file.body.length;
  }
}

/** What is no file of the build, such as `/catalogue.json`. */
export async function pageText(text: string | Buffer, type: string, accepted: string): Promise<PageFile> {
  const encoding = COMPRESSIBLE.test(type) ? preferred(accepted) : 'identity';
  const body = Buffer.from(text);
  if (encoding === 'identity' || body.length < WORTH_COMPRESSING) return pageFile(body, type, 'identity');
  return pageFile(await compressors[encoding](body, QUALITY.text), type, encoding);
}

/** Files in a build's assets folders carry a hash of their content in their name; the others may change with a build. */
export function isAsset(path: string): boolean {
  return /^(\/[a-z-]+)?\/assets\//i.test(path);
}

function pageFile(body: Buffer, type: string, encoding: Encoding): PageFile {
  return { body, type, encoding, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** The smallest encoding that a client takes; one it refuses with `q=0` is none. */
export function preferred(accepted: string): Encoding {
  for (const encoding of ['br', 'gzip'] as const) {
    const named = new RegExp(`(?:^|,)\\s*${encoding}\\s*(?:;\\s*q=([0-9.]+)\\s*)?(?:,|$)`, 'i').exec(accepted);
    if (named !== null && Number(named[1] ?? 1) > 0) return encoding;
  }
  return 'identity';
}
