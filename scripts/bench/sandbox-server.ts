// The sandbox alone, as `npm start` runs it, without building pages. Another tree of specs leaves nothing in the cache.
import { join } from 'node:path';
import { createMockEngine, SqliteStore, Worlds, withGuests } from '@dpi/mocks';
import { createLog, readConfig, startSandbox } from '@dpi/sandbox';
import { loadCatalogue } from '@dpi/specs';

const config = readConfig(process.env);
const catalogue = await loadCatalogue(config.specsDir === null ? {} : { specsDir: config.specsDir, cacheDir: null });
const store = withGuests(new SqliteStore(join(config.dataDir, 'worlds.sqlite')));
// Without worlds, all operations are answered with examples: what an operation without state costs beside them is seen so.
const worlds = process.env.BENCH_WITHOUT_WORLDS === '1' ? {} : { worlds: new Worlds(catalogue, { store }) };
const mocks = await createMockEngine(catalogue, { publicUrl: config.publicUrl, ...worlds });
const sandbox = await startSandbox({
  config,
  catalogue,
  mocks,
  portalDir: null,
  readTranslation: async () => null,
  log: createLog('error'),
});
process.once('SIGTERM', () => sandbox.close().then(() => process.exit(0)));
