import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { readSpec } from '@dpi/specs';
import { compareSpecs, jsonReport, markdownReport, textReport } from '@dpi/specs/changes';
import { countryFiles } from '@dpi/specs/country-files';
import type { OpenApiDocument } from '@dpi/specs/model';
import { openPlatformTexts } from '@dpi/specs/texts';
import { commandLine } from './command-line.ts';
import { countryLanguages, faultOfLocale } from './locale-option.ts';

const LOCALES = await countryLanguages();
const texts = await openPlatformTexts(countryFiles(process.env.SPECS_DIR || undefined));
const FORMATS = {
  text: textReport,
  json: (changes: Parameters<typeof jsonReport>[0]) =>
    jsonReport(
      changes,
      LOCALES.map(({ id }) => id),
      texts,
    ),
  markdown: markdownReport,
};
const USE = `Use: npm run diff -- <base> <revision> [--format ${Object.keys(FORMATS).join('|')}] [--locale ${LOCALES.map(({ id }) => id).join('|')}]
Ends with 0 when clients go on working, 1 when something breaks them, 2 when a file cannot be read or the command is wrong.`;

const { files, format, locale } = readArguments();
const root = rootOf(files);
const [base, revision] = [await read(files[0]), await read(files[1])];
// 1 is for what breaks clients: a script must be able to tell the two apart.
if (base === null || revision === null) process.exit(2);
const changes = compareSpecs(base, revision);
console.log(FORMATS[format](changes, locale, texts));
process.exitCode = changes.some(({ level }) => level === 'breaking') ? 1 : 0;

/** Reads a spec with the files it refers to. Says what cannot be read, a fault a line. */
async function read(file: string): Promise<OpenApiDocument | null> {
  const { document, findings } = await readSpec(file, isBelow(file, root) ? root : dirname(file));
  for (const { severity, file: place, line, message, hint } of findings) {
    if (severity !== 'error') continue;
    const shown = isBelow(place, process.cwd()) ? relative(process.cwd(), place) : place;
    console.error(`${shown}:${line}  ${texts.format(message, locale)} ${texts.format(hint, locale)}`);
  }
  return document;
}

/** The folder references may not leave: the one the command runs in, else what both files have in common. */
function rootOf([one, other]: [string, string]): string {
  if ([one, other].some((file) => isBelow(file, process.cwd()))) return process.cwd();
  let common = dirname(one);
  while (!isBelow(other, common)) common = dirname(common);
  return common === dirname(common) ? dirname(one) : common;
}

function isBelow(file: string, folder: string): boolean {
  const way = relative(folder, file);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

function readArguments(): { files: [string, string]; format: keyof typeof FORMATS; locale: string } {
  const { read: readWords, wrongUse } = commandLine(USE);
  const { values, positionals } = readWords({
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' }, locale: { type: 'string', default: LOCALES[0].id } },
  });
  const [first, second] = positionals;
  if (first === undefined || second === undefined || positionals.length > 2) {
    return wrongUse(`Name two files, the base and the revision. Named: ${positionals.length}.`);
  }
  const { format: wanted, locale: language } = values;
  if (wanted !== 'text' && wanted !== 'json' && wanted !== 'markdown') {
    return wrongUse(`--format is "${wanted}", but must be text, json or markdown.`);
  }
  const fault = faultOfLocale(language, LOCALES);
  if (fault !== null) return wrongUse(fault);
  return { files: [resolve(first), resolve(second)], format: wanted, locale: language };
}
