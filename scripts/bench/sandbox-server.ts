// The sandbox alone, as `npm start` runs it, without building pages. Another tree of specs leaves nothing in the cache.
import { createMockEngine } from '@dpi/mocks';
import { createLog, readConfig, startSandbox } from '@dpi/sandbox';
import { loadCatalogue } from '@dpi/specs';

const config = readConfig(process.env);
const catalogue = await loadCatalogue(config.specsDir === null ? {} : { specsDir: config.specsDir, cacheDir: null });
const mocks = await createMockEngine(catalogue, { publicUrl: config.publicUrl });
const sandbox = await startSandbox({
  config,
  catalogue,
  mocks,
  portalDir: null,
  readTranslation: async () => null,
  log: createLog('error'),
});
process.once('SIGTERM', () => sandbox.close().then(() => process.exit(0)));
