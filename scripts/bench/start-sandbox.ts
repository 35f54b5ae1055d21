import { join } from 'node:path';
import { type Running, startServer } from '../process.ts';

/** Starts the sandbox alone, with an event that anybody may join as often as they like, and without quotas. */
export function startSandbox(port: number, dataDir: string, env: Record<string, string> = {}): Promise<Running> {
  return startServer([join(import.meta.dirname, 'sandbox-server.ts')], port, '/readyz', {
    PORT: String(port),
    DATA_DIR: dataDir,
    JOIN_CODE: 'BENCH-0001',
    QUOTA_PER_SECOND: '1000000',
    QUOTA_PER_HOUR: '1000000000',
    JOINS_PER_MINUTE: '1000000',
    ...env,
  });
}
