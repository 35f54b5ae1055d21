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
    const port = await freePort();
    const { NODE_ENV: _crashesPrism, ...env } = process.env;
    const manifest = createRequire(import.meta.url).resolve('@stoplight/prism-cli/package.json');
    const args = [
      'mock',
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '--cors=false',
      '--multiprocess=false',
      '--errors=false',
      file,
    ];
    const child = spawn(process.execPath, [join(dirname(manifest), 'dist/index.js'), ...args], { env, stdio: 'pipe' });
    await new Promise<void>((resolve, reject) => {
      let output = '';
      const read = (chunk: Buffer) => {
        output += chunk;
        if (output.includes('Prism is listening')) resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`Prism did not start: ${output}`)));
    });
    return new PrismCli(child, folder, `http://127.0.0.1:${port}`);
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
