import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenApiDocument } from '@dpi/specs/model';
import type { MockRequest } from '../index.ts';
import type { PrismRequest, PrismResponse } from './prism-cli-process.fixture.ts';

export interface PrismAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** The Prism command itself: what our answers are held against. */
export class PrismCli {
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process;
    this.#folder = folder;
  }

  static async start(): Promise<PrismCli> {
    const { NODE_ENV: _crashesPrism, ...env } = process.env;
    const child = fork(join(import.meta.dirname, 'prism-cli-process.fixture.ts'), { env, silent: true });
    return new PrismCli(child, await mkdtemp(join(tmpdir(), 'prism-')));
  }

  /** Mocks a document on an address of its own. */
  async mock(document: OpenApiDocument): Promise<PrismMock> {
    for (let tries = 1; ; tries += 1) {
      const port = await freePort();
      const file = join(this.#folder, `${port}.json`);
      await writeFile(file, JSON.stringify(document));
      const failure = await this.#ask({ file, port });
      if (failure === null) {
        return new PrismMock(`http://127.0.0.1:${port}`, async () => void (await this.#ask({ file: null, port })));
      }
      // Between our look and its start, somebody else may have taken the port.
      if (tries === 3 || !failure.includes('EADDRINUSE')) throw new Error(`Prism did not start: ${failure}`);
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }

  #ask(request: PrismRequest): Promise<string | null> {
    return new Promise((resolve) => {
      const settle = (failure: string | null) => {
        this.#process.off('message', read).off('exit', end);
        resolve(failure);
      };
      const read = ({ port, failure }: PrismResponse) => port === request.port && settle(failure);
      const end = () => settle('it ended');
      this.#process.on('message', read).once('exit', end);
      this.#process.send(request);
    });
  }
}

/** One document, mocked by the Prism command. */
export class PrismMock {
  readonly #url: string;
  /** Stops it, and it alone. */
  readonly stop: () => Promise<void>;

  constructor(url: string, stop: () => Promise<void>) {
    this.#url = url;
    this.stop = stop;
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
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
