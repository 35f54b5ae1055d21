import { createRequire } from 'node:module';
import type { Config } from '@docusaurus/types';

// Node itself runs the platform's TypeScript; Docusaurus' own loader would rewrite all that it imports.
const load = createRequire(import.meta.url);

export default function config(): Promise<Config> {
  return (load('./plugin/siteConfig.ts') as typeof import('./plugin/siteConfig.ts')).siteConfig();
}
