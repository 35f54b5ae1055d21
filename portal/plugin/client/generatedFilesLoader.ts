import { basename } from 'node:path';
import {
  chunkNamesWithout,
  configForBrowsers,
  globalDataForBrowsers,
  i18nForBrowsers,
  type PagePattern,
  registryWithout,
  registryWithoutNames,
  routesWithPatterns,
} from './generatedFiles.ts';

export interface LoaderOptions {
  /** Paths of our pages. */
  pages: string[];
  patterns: PagePattern[];
  /** What the paths of their modules begin with. */
  modules: string[];
}

interface LoaderContext {
  resourcePath: string;
  getOptions(): LoaderOptions;
}

/** Bundler loader that keeps our pages out of the script that every page loads. */
export default function generatedFilesLoader(this: LoaderContext, source: string): string {
  const { pages, patterns, modules } = this.getOptions();
  const paths = new Set(pages);
  switch (basename(this.resourcePath)) {
    case 'routes.js':
      return routesWithPatterns(source, paths, patterns);
    case 'registry.js':
      return registryWithoutNames(registryWithout(source, (path) => modules.some((start) => path.startsWith(start))));
    case 'routesChunkNames.json':
      return chunkNamesWithout(source, paths);
    case 'i18n.json':
      return i18nForBrowsers(source);
    case 'globalData.json':
      return globalDataForBrowsers(source);
    case 'docusaurus.config.mjs':
      return configForBrowsers(source);
    default:
      return source;
  }
}
