import { resolve } from 'node:path';
import { UnknownServiceError } from '@dpi/specs';
import { commandLine } from './command-line.ts';
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
    console.log(
      `${output}: ${shown.length} ${shown.length === 1 ? 'service' : 'services'}, in ${((performance.now() - since) / 1000).toFixed(0)} s.`,
    );
    console.log('It runs on any machine with Node 22 or newer: node server.mjs');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = WRONG_USE.some((kind) => error instanceof kind) ? 2 : 1;
}

/** Services: those named, else those that differ from the base, else all. */
function readArguments(): { services: string[] | undefined; output: string } {
  const { read, wrongUse } = commandLine(USE);
  const { values, positionals } = read({
    allowPositionals: true,
    options: { base: { type: 'string' }, output: { type: 'string' } },
  });
  const { base, output } = values;
  if (output === undefined) return wrongUse('--output is missing.');
  if (positionals.length > 0) return { services: positionals, output };
  const changed = base === undefined ? 'all' : changedServices(base);
  return { services: changed === 'all' ? undefined : changed, output };
}
