// Refuses letters of another script than Latin in code: texts belong into data files of their language. Tests may quote them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { positionAt } from '../specs/base/text-position.ts';

const ROOT = resolve(import.meta.dirname, '..');
const OTHER_LETTER = /(?![\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}])[\p{L}\p{M}\p{Nd}]+/u;

const { stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
  cwd: ROOT,
  encoding: 'utf8',
});
const files = stdout.split('\n').filter((file) => file !== '' && existsSync(join(ROOT, file)));
const complaints: string[] = [];
for (const file of files) {
  if (/\.(test|fixture)\.tsx?$/.test(file)) continue;
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = OTHER_LETTER.exec(text);
  if (found === null) continue;
  const { line, column } = positionAt(text, found.index);
  complaints.push(`${file}:${line}:${column}  "${found[0]}": move the text into a data file of its language`);
}
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
