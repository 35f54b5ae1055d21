import { registryOfChunks } from './generatedFiles.ts';

export interface RegistryOptions {
  /** Modules that draw our pages. */
  components: string[];
  /** What the paths of modules begin with that no script of theirs needs. */
  unused: string;
}

interface LoaderContext {
  getOptions(): RegistryOptions;
}

/** Bundler loader that has the pages name the scripts and styles they need. */
export default function registryLoader(this: LoaderContext, source: string): string {
  const { components, unused } = this.getOptions();
  return registryOfChunks(source, new Set(components), unused);
}
