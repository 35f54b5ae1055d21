import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createMockEngine, pairDifferences, unansweredExamples, unusableBehaviour } from '@dpi/mocks';
import { examplePointer, placesIn, shorten } from '@dpi/specs';
import {
  BaseError,
  type CheckReport,
  check,
  checkTexts,
  type FormatOptions,
  markdownReport,
  sarifReport,
  textReport,
  UnknownServiceError,
} from '@dpi/specs/check';
import { countryFiles } from '@dpi/specs/country-files';
import { errorMessage } from '@dpi/specs/error-message';
import { jsonPieces } from '@dpi/specs/json-pieces';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Catalogue, Finding, Service } from '@dpi/specs/model';
import { readGuideline } from '@dpi/specs/ruleset';
import { readServiceReference, serviceReference } from '@dpi/specs/service-reference';
import { type MessageValues, openPlatformTexts } from '@dpi/specs/texts';
import { commandLine } from './command-line.ts';
import { countryLanguages, faultOfLocale } from './locale-option.ts';
import { startProgress } from './progress.ts';

const FORMATS = {
  text: textReport,
  markdown: markdownReport,
  sarif: sarifReport,
  json: (report: CheckReport) => jsonPieces(report),
};
/** Letters of a value that a message shows. */
const MAX_SHOWN = 200;
const LOCALES = await countryLanguages();
const USE = `Use: npm run check [-- <service>…] [--base <git ref>] [--format ${Object.keys(FORMATS).join('|')}] [--locale ${LOCALES.map(({ id }) => id).join('|')}] [--output <file>]`;

const { read, wrongUse } = commandLine(USE);
const { services, base, format, locale, output } = readArguments();
const country = countryFiles(process.env.SPECS_DIR || undefined);
const specsDir = country.services;
const texts = await openPlatformTexts(country);
const say = checkTexts(texts, locale);
const progress = startProgress();
try {
  const report = await check({
    specsDir,
    services,
    base,
    locale,
    callExamples,
    walkJourneys: walkTouched,
    onProgress: progress.step,
  });
  progress.end();
  const options: FormatOptions = {
    locale,
    texts,
    guideline: await readGuideline(locale, texts),
    folder: relative(process.cwd(), specsDir) || '.',
    portalUrl: process.env.PUBLIC_URL || '',
  };
  await write(FORMATS[format](report, options));
  process.exitCode = report.errors > 0 ? 1 : 0;
} catch (error) {
  progress.end();
  const message = errorMessage(error);
  if (error instanceof UnknownServiceError || error instanceof BaseError) wrongUse(message);
  console.error(message);
  process.exitCode = 2;
}

/** Writes a report, which may come in pieces, to where it was asked for. */
async function write(text: string | Iterable<string>): Promise<void> {
  const pieces = (function* () {
    yield* typeof text === 'string' ? [text] : text;
    yield '\n';
  })();
  if (output === undefined) await pipeline(pieces, process.stdout, { end: false });
  else await writeFile(output, pieces).catch(() => wrongUse(`--output: "${output}" cannot be written.`));
}

/** A value of an example, for a message. */
function shown(value: JsonValue | undefined): string {
  return value === undefined ? '–' : shorten(typeof value === 'string' ? value : JSON.stringify(value), MAX_SHOWN);
}

/** Sends every named example to a mock, as a team would; where the service has a behaviour, into a world of its own. */
async function callExamples(catalogue: Catalogue, all: Catalogue): Promise<(service: Service) => Promise<Finding[]>> {
  const engine = await createMockEngine(catalogue, { publicUrl: '' });
  return async (service) => {
    const inWorld = new Set(Object.keys(service.behaviour?.operations ?? {}));
    const unanswered = (await unansweredExamples(service, engine)).filter(({ operation }) => !inWorld.has(operation));
    const unusable = unusableBehaviour(all, service);
    if (unusable !== null) return [unusableFinding(service, unusable)];
    const differences = await pairDifferences(all, service);
    if (unanswered.length + differences.length === 0) return [];
    const file = resolve(specsDir, service.file);
    const placeAt = await placesIn(file, await readFile(file, 'utf8'));
    const operations = new Map(service.operations.map((operation) => [operation.id, operation]));
    const pointerOf = (id: string, example: string) => {
      const operation = operations.get(id);
      return operation === undefined ? '#/' : examplePointer(service.document, operation, example);
    };
    const finding = (operation: string, example: string, message: string, hint: string): Finding => {
      const pointer = pointerOf(operation, example);
      return {
        severity: service.lifecycle === 'draft' ? 'warning' : 'error',
        rule: 'example-answered',
        service: serviceReference(service),
        file: service.file,
        ...placeAt(pointer),
        ...(pointer === '#/' ? {} : { pointer: pointer.slice(1) }),
        message,
        hint,
      };
    };
    const text = (name: string, values: MessageValues = {}) => say('example-answered', name, values);
    return [
      ...unanswered.map(({ operation, example, instead }) =>
        finding(operation, example, text('message', { example, operation, instead }), text('hint')),
      ),
      ...differences.map(({ operation, example, pointer, expected, actual, refusal }) => {
        const values = { example, operation, expected: shown(expected), actual: shown(actual) };
        const message = pointer === null ? text('other-status', values) : text('other-value', { ...values, pointer });
        const hint = refusal === null ? text('behaviour-hint') : text('refused-hint', { refusal });
        return finding(operation, example, message, hint);
      }),
    ];
  };
}

/** The sandbox would answer with the examples, whatever the behaviour says. */
function unusableFinding(service: Service, reason: string): Finding {
  const text = (name: string, values: MessageValues = {}) => say('example-answered', name, values);
  return {
    severity: 'error',
    rule: 'behaviour-valid',
    service: serviceReference(service),
    file: join(dirname(service.file), 'behaviour.yaml'),
    line: 1,
    column: 1,
    message: text('unusable', { reason }),
    hint: text('unusable-hint'),
  };
}

/** Walks the journeys that pass through one of the services. */
async function walkTouched(catalogue: Catalogue, touched: Set<string>): Promise<Finding[]> {
  const journeys = catalogue.journeys.filter(({ steps }) =>
    steps.some(({ service }) => touched.has(readServiceReference(service)?.id ?? '')),
  );
  const ids = journeys.map(({ id }) => id);
  if (ids.length === 0) return [];
  progress.step(`Walking ${ids.length} journeys`);
  // The sandbox is loaded by those who walk: it takes as long to load as a small spec to check.
  const { sandboxForJourneys } = await import('./journeys/sandbox-for-journeys.ts');
  const { walkJourneys } = await import('./journeys/walk-journeys.ts');
  const sandbox = await sandboxForJourneys(catalogue);
  try {
    const known = [...new Set(journeys.flatMap(({ steps }) => steps.map(({ service }) => service)))];
    const walked = await walkJourneys(sandbox.url, sandbox.key, country.journeys, ids, known);
    return walked
      .filter(({ passed }) => !passed)
      .map(({ journey, step, faults }) => ({
        severity: 'error',
        rule: 'journey-walked',
        service: null,
        file: `../journeys/${journey}.arazzo.yaml`,
        line: 1,
        column: 1,
        message: say('journey-walked', 'message', { step, fault: faults[0] ?? '' }),
        hint: say('journey-walked', 'hint'),
      }));
  } finally {
    await sandbox.close();
  }
}

function readArguments() {
  const { values, positionals } = read({
    allowPositionals: true,
    options: {
      base: { type: 'string' },
      format: { type: 'string', default: 'text' },
      locale: { type: 'string', default: LOCALES[0].id },
      output: { type: 'string' },
    },
  });
  const { base = null, format, locale, output } = values;
  if (!isFormat(format)) {
    return wrongUse(`--format is "${format}", but must be one of ${Object.keys(FORMATS).join(', ')}.`);
  }
  const fault = faultOfLocale(locale, LOCALES);
  if (fault !== null) return wrongUse(fault);
  if (base === '') return wrongUse('--base is empty; name a branch, tag or commit.');
  return { services: positionals, base, format, locale, output };
}

function isFormat(value: string): value is keyof typeof FORMATS {
  return Object.hasOwn(FORMATS, value);
}
