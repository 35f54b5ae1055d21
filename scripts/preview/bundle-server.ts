import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { rspack } from '@rspack/core';

const LOADER = resolve(import.meta.dirname, 'static-imports-loader.ts');

/** What comes first: an older Node gets a clear line, and nobody is warned of what packages inside are old-fashioned about. */
const SERVER = `process.noDeprecation = true;
if (Number(process.versions.node.split('.')[0]) >= 22) await import('./platform.mjs');
else {
  console.error('This needs Node 22 or newer, and this is Node ' + process.versions.node + '. Get it from https://nodejs.org.');
  process.exitCode = 1;
}
`;

/**
 * Writes the sandbox and the mocks with everything they need into two files, so that `node server.mjs` runs them on a plain
 * Node.
 * @throws Error with what could not be bundled
 */
export async function bundleServer(dir: string): Promise<void> {
  await writeFile(join(dir, 'server.mjs'), SERVER);
  const compiler = rspack({
    mode: 'production',
    target: 'node22',
    entry: resolve(import.meta.dirname, 'platform.ts'),
    output: { path: dir, filename: 'platform.mjs', module: true, chunkFormat: 'module', library: { type: 'module' } },
    experiments: { outputModule: true },
    // Names stay readable: some packages look at the names of their own functions.
    optimization: { minimize: false, splitChunks: false },
    devtool: false,
    // Only whoever reads specs needs it; here they have been read.
    externals: { '@redocly/openapi-core': 'import @redocly/openapi-core' },
    plugins: [new rspack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
    module: {
      parser: { javascript: { importMeta: false } },
      rules: [
        {
          test: /\.ts$/,
          type: 'javascript/esm',
          // What reads specs is left out: no answer needs it.
          sideEffects: false,
          use: [
            {
              loader: 'builtin:swc-loader',
              options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } },
            },
            { loader: LOADER },
          ],
        },
      ],
    },
  });
  await new Promise<void>((done, fail) => {
    compiler.run((error, stats) => {
      const faults = stats?.toJson({ errors: true, all: false }).errors ?? [];
      compiler.close(() => {
        if (error) fail(error);
        else if (faults.length > 0) fail(new Error(faults.map(({ message }) => message).join('\n')));
        else done();
      });
    });
  });
}
