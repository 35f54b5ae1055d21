import { relative } from 'node:path';
import { countryFiles } from '@dpi/specs/country-files';
import { errorMessage } from '@dpi/specs/error-message';
import { publishRelease, ReleaseError } from '@dpi/specs/release';
import { commandLine } from './command-line.ts';

const USE = 'Use: npm run release -- <service>[/v<major>]';
const { read, wrongUse } = commandLine(USE);

try {
  const name = readName();
  const specsDir = countryFiles(process.env.SPECS_DIR || undefined).services;
  const today = new Date().toISOString().slice(0, 10);
  const { file, version, previous, score, changes } = await publishRelease({ specsDir, name, today });
  const breaking = changes.filter(({ level }) => level === 'breaking').length;
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  const since = previous === null ? 'the first that is recorded' : `${count} since ${previous}`;
  console.log(`${name} ${version}: ${since}${breaking > 0 ? `, ${breaking} of them breaking` : ''}; score ${score}.`);
  console.log(`Written: ${relative(process.cwd(), file)}. Commit it together with the spec.`);
} catch (error) {
  // A stack trace helps nobody who only typed a command.
  console.error(errorMessage(error));
  const isWrongUse = error instanceof ReleaseError && error.isWrongUse;
  if (isWrongUse) console.error(USE);
  process.exitCode = isWrongUse ? 2 : 1;
}

function readName(): string {
  const { positionals } = read({ allowPositionals: true });
  const [name] = positionals;
  if (name !== undefined && positionals.length === 1) return name;
  return wrongUse(`One service is published at a time; ${positionals.length} were named.`);
}
