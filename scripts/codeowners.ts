import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { loadCatalogue } from '@dpi/specs';
import { errorMessage } from '@dpi/specs/error-message';
import { commandLine } from './command-line.ts';
import { CODEOWNERS_FILES, codeowners } from './pull-request/codeowners.ts';

const ROOT = resolve(import.meta.dirname, '..');

commandLine('Use: npm run codeowners').read({});
try {
  const catalogue = await loadCatalogue();
  for (const forge of ['github', 'gitlab'] as const) {
    const file = CODEOWNERS_FILES[forge];
    await mkdir(dirname(join(ROOT, file)), { recursive: true });
    await writeFile(join(ROOT, file), codeowners(catalogue, forge));
    console.log(`${file} was written.`);
  }
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}
