import { parentPort } from 'node:worker_threads';
import { writeFaults } from './fault.ts';
import type { Task } from './fault-finders.ts';
import { findFaults } from './find-faults.ts';
import { loadRules } from './load-rules.ts';

// Rules are functions and do not travel between threads: each thread has its own.
parentPort?.on('message', async ({ file, roots, subject }: Task) => {
  const { faults, files } = await findFaults(file, roots, subject, await loadRules());
  parentPort?.postMessage({ faults: writeFaults(faults), files });
});
