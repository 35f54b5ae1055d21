import { createRequire } from 'node:module';

interface LoaderContext {
  resourcePath: string;
}

const REQUIRE = /\bprismRequire\('([^']+)'\)/g;

/** Bundler loader for what the mocks take from Prism's own dependencies when they run: a bundle has to hold it. */
export default function staticImportsLoader(this: LoaderContext, source: string): string {
  if (!source.includes('prismRequire(')) return source;
  const prism = createRequire(createRequire(this.resourcePath).resolve('@stoplight/prism-http'));
  const names = [...new Set(Array.from(source.matchAll(REQUIRE), ([, name = '']) => name))];
  const imports = names.map((name, index) => `import prism${index} from ${JSON.stringify(prism.resolve(name))};`);
  const body = source.replaceAll(REQUIRE, (_, name: string) => `prism${names.indexOf(name)}`);
  return `${imports.join('\n')}\n${body.replace(/^const prismRequire = .*$/m, '')}`;
}
