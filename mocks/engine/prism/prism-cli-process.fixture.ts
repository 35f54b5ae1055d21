import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Runs in a process of its own, as the Prism command does, but mocks any number of documents: loading Prism takes two seconds.

interface PrismServer {
  close(): Promise<void>;
}

export interface PrismRequest {
  /** Of the document to mock on the port; `null` stops the one that is there. */
  file: string | null;
  port: number;
}

export interface PrismResponse {
  port: number;
  /** `null` where it was done. */
  failure: string | null;
}

const require = createRequire(import.meta.url);
const folder = join(dirname(require.resolve('@stoplight/prism-cli/package.json')), 'dist');
const { createSingleProcessPrism } = require(join(folder, 'util/createServer.js')) as {
  createSingleProcessPrism(options: object): Promise<PrismServer>;
};
/** What `prism mock --cors=false --errors=false --multiprocess=false` hands to it. */
const OPTIONS = {
  cors: false,
  dynamic: false,
  errors: false,
  host: '127.0.0.1',
  ignoreExamples: false,
  multiprocess: false,
  seed: null,
  verboseLevel: 'fatal',
};

const servers = new Map<number, PrismServer>();

process.on('message', async ({ file, port }: PrismRequest) => {
  let failure: string | null = null;
  try {
    if (file !== null) servers.set(port, await createSingleProcessPrism({ ...OPTIONS, document: file, port }));
    else await servers.get(port)?.close();
  } catch (error) {
    failure = String(error);
  }
  process.send?.({ port, failure } satisfies PrismResponse);
});
