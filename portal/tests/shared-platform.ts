import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorMessage } from '@dpi/specs/error-message';
import { type Platform, SHARED_PLATFORM, startPlatform } from './platform.ts';

// Node's test runner calls these two around all test files, each of which has a process of its own.

let platform: Promise<Platform> | null = null;
/** Answers with the platform's address. The first that asks starts it, so that runs without such tests do not. */
const server = createServer(async (_request, response) => {
  platform ??= startPlatform();
  try {
    response.end((await platform).url);
  } catch (error) {
    response.writeHead(500).end(errorMessage(error));
  }
});

export async function globalSetup(): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env[SHARED_PLATFORM] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function globalTeardown(): Promise<void> {
  server.close();
  server.closeAllConnections();
  await (await platform?.catch(() => null))?.stop();
}
