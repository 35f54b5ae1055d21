import { createRequire } from 'node:module';
import type { Config } from '@docusaurus/types';

// Node itself runs the platform's TypeScript; Docusaurus' own loader would rewrite all that it imports.
const load = createRequire(import.meta.url);

export default async function config(): Promise<Config> {
  const importSiteConfig: () => Promise<typeof import('./plugin/siteConfig.ts')> = load(
    './plugin/importSiteConfig.cjs',
  );
  const { siteConfig } = await importSiteConfig();
  return siteConfig();
}
