import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSpec } from '@dpi/specs';
import { changeText, compareSpecs, type RawChange } from '@dpi/specs/changes';
import type { OpenApiDocument } from '@dpi/specs/model';

const USE = 'Use: npm run diff -- <base> <revision> [--format text|json|markdown] [--locale en|bn]';
const FORMATS = { text, markdown, json };
const HEADINGS = {
  en: {
    breaking: 'Breaks callers',
    warning: 'May break callers',
    harmless: 'Breaks nobody',
    none: 'Nothing changes for callers.',
  },
  bn: { breaking: 'কলারদের কোড ভাঙে', warning: 'ভাঙতে পারে', harmless: 'কিছু ভাঙে না', none: 'কলারদের জন্য কিছু বদলায়নি।' },
};
const LEVELS = ['breaking', 'warning', 'harmless'] as const;
const MARKS = { breaking: '✗', warning: '!', harmless: '✓' };

const { files, format, locale } = readArguments();
const [base, revision] = [await read(files[0]), await read(files[1])];
if (base === null || revision === null) process.exit(1);
const changes = compareSpecs(base, revision);
console.log(FORMATS[format](changes));
process.exitCode = changes.some(({ level }) => level === 'breaking') ? 1 : 0;

/** Reads a spec, with the files it refers to. Says why it cannot be read, a fault a line. */
async function read(file: string): Promise<OpenApiDocument | null> {
  const path = resolve(file);
  const { document, findings } = await readSpec(path, dirname(path));
  if (document === null) {
    for (const { file: place, line, message, hint } of findings) console.error(`${place}:${line}  ${message} ${hint}`);
  }
  return document;
}

function text(all: RawChange[]): string {
  if (all.length === 0) return HEADINGS[locale].none;
  const lines = LEVELS.flatMap((level) => {
    const some = all.filter((change) => change.level === level);
    if (some.length === 0) return [];
    return [
      `${HEADINGS[locale][level]} (${some.length})`,
      ...some.map(
        (change) =>
          `  ${MARKS[level]} ${place(change)}${changeText(change, locale)}\n      ${change.id}  ${change.pointer}`,
      ),
      '',
    ];
  });
  return [
    ...lines,
    LEVELS.map((level) => `${count(all, level)} ${HEADINGS[locale][level].toLowerCase()}`).join(', '),
  ].join('\n');
}

function markdown(all: RawChange[]): string {
  if (all.length === 0) return HEADINGS[locale].none;
  return LEVELS.flatMap((level) => {
    const some = all.filter((change) => change.level === level);
    if (some.length === 0) return [];
    const items = some.map(
      (change) =>
        `- ${change.operation === null ? '' : `\`${change.operation}\` `}${changeText(change, locale)} (${change.id})`,
    );
    return [`### ${HEADINGS[locale][level]} (${some.length})\n\n${items.join('\n')}`];
  }).join('\n\n');
}

function json(all: RawChange[]): string {
  const summary = Object.fromEntries(LEVELS.map((level) => [level, count(all, level)]));
  const shown = all.map((change) => ({
    ...change,
    text: { en: changeText(change, 'en'), bn: changeText(change, 'bn') },
  }));
  return JSON.stringify({ breaks: count(all, 'breaking') > 0, summary, changes: shown }, null, 2);
}

function place({ operation }: RawChange): string {
  return operation === null ? '' : `${operation}  `;
}

function count(all: RawChange[], wanted: RawChange['level']): number {
  return all.filter(({ level }) => level === wanted).length;
}

function readArguments(): { files: [string, string]; format: keyof typeof FORMATS; locale: keyof typeof HEADINGS } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' }, locale: { type: 'string', default: 'en' } },
    });
    const [first, second] = positionals;
    if (first === undefined || second === undefined || positionals.length > 2) {
      return wrongUse(`Two files are compared; ${positionals.length} were named.`);
    }
    const { format: wanted, locale: language } = values;
    if (wanted !== 'text' && wanted !== 'json' && wanted !== 'markdown') {
      return wrongUse(`--format is "${wanted}", but must be text, json or markdown.`);
    }
    if (language !== 'en' && language !== 'bn') return wrongUse(`--locale is "${language}", but must be en or bn.`);
    return { files: [first, second], format: wanted, locale: language };
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error));
  }
}

function wrongUse(reason: string): never {
  console.error(`${reason}\n${USE}`);
  process.exit(2);
}
