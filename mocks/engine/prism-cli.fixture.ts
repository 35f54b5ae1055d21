import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OpenApiDocument } from '@dpi/specs/model';
import type { MockRequest } from './index.ts';

export interface PrismAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** The Prism command itself, mocking one document: what our answers are held against. */
export class PrismCli {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #url: string;

  private constructor(process: ChildProcess, folder: string, url: string) {
    this.#process = process;
    this.#folder = folder;
    this.#url = url;
  }

  static async start(document: OpenApiDocument): Promise<PrismCli> {
    const folder = await mkdtemp(join(tmpdir(), 'prism-'));
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const { NODE_ENV: _crashesPrism, ...env } = process.env;
    const manifest = createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json');
    const command = [join(dirname(manifest), 'dist/index.js'), 'mock', '-h', '127.0.0.1', '--cors=false'];
    const options = ['--multiprocess=false', '--errors=false', file];
    for (let tries = 1; ; tries += 1) {
      const port = await freePort();
      const child = spawn(process.execPath, [...command, '-p', String(port), ...options], { env, stdio: 'pipe' });
      const failure = await listening(child);
      if (failure === null) return new PrismCli(child, folder, `http://127.0.0.1:${port}`);
      // Between our look and its start, somebody else may have taken the port.
      if (tries === 3 || !failure.includes('EADDRINUSE')) throw new Error(`Prism did not start: ${failure}`);
    }
  }

  async ask({ method, path, query, headers, body }: MockRequest): Promise<PrismAnswer> {
    const response = await fetch(`${this.#url}${path}${query === '' ? '' : `?${query}`}`, {
      method,
      // Prism checks that a credential is there; ours is checked by the gateway.
      headers: { 'x-api-key': 'key', authorization: 'Bearer token', ...(headers as Record<string, string>) },
      ...(body !== null && { body: new Uint8Array(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: await response.text(),
    };
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** What a Prism that ended has said; `null` once it listens. */
function listening(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Prism is listening')) resolve(null);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => resolve(output));
  });
}
