import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRegistry } from '../open-registry.ts';
import { registryContract } from '../registry-contract.fixture.ts';

registryContract('lowdb', async (context) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'registry-'));
  context.after(() => rm(dataDir, { recursive: true }));
  return { open: (now) => openRegistry({ dataDir, now }) };
});
