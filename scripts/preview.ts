import './closed-pipe.ts';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UnknownServiceError } from '@dpi/specs';
import { changedServices, UnknownBaseError } from './preview/changed-services.ts';
import { makePreview, OutputError } from './preview/make-preview.ts';

const WRONG_USE = [UnknownServiceError, UnknownBaseError, OutputError];
const USE = 'Use: npm run preview -- [<service> …] [--base <git-ref>] --output <folder or file.zip>';

try {
  const { services, output } = readArguments();
  if (services?.length === 0) {
    console.log('No service has changed: there is nothing to preview.');
  } else {
    const since = performance.now();
    const specsDir = process.env.SPECS_DIR ? resolve(process.env.SPECS_DIR) : null;
    const onProgress = (line: string) => console.log(`  ${line}`);
    const { services: shown, broken } = await makePreview({ specsDir, services, output, onProgress });
    for (const { file, findings } of broken) console.log(`${file} cannot be read: ${findings[0]?.message ?? ''}`);
    console.log(`${output}: ${shown.length} services, in ${((performance.now() - since) / 1000).toFixed(0)} s.`);
    console.log('It runs on any machine with Node 22 or newer: node server.mjs');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = WRONG_USE.some((kind) => error instanceof kind) ? 2 : 1;
}

/** Services: those named, else those that differ from the base, else all. */
function readArguments(): { services: string[] | undefined; output: string } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { base: { type: 'string' }, output: { type: 'string' } },
    });
    if (values.output === undefined) throw new Error('--output is missing.');
    if (positionals.length > 0) return { services: positionals, output: values.output };
    const changed = values.base === undefined ? 'all' : changedServices(values.base);
    return { services: changed === 'all' ? undefined : changed, output: values.output };
  } catch (error) {
    if (error instanceof UnknownBaseError) throw error;
    console.error(`${error instanceof Error ? error.message : String(error)}\n${USE}`);
    return process.exit(2);
  }
}
