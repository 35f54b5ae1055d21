import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const OURS = resolve(import.meta.dirname, '../standards');

/** The shared standards that specs refer to: the folder `standards` beside the folder of services, else the platform's own. */
export function standardsFolder(specsDir: string): string {
  const beside = resolve(specsDir, '../standards');
  return existsSync(beside) ? beside : OURS;
}
