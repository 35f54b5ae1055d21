import { writeFile } from 'node:fs/promises';
import { caseText, checkConformance, htmlReport, junitReport, summaryText } from '@dpi/mocks/conformance';
import { loadCatalogue } from '@dpi/specs';
import { countryFiles } from '@dpi/specs/country-files';
import { errorMessage } from '@dpi/specs/error-message';
import type { Catalogue, Service } from '@dpi/specs/model';
import { readServiceReference, serviceReference } from '@dpi/specs/service-reference';
import { openPlatformTexts } from '@dpi/specs/texts';
import { commandLine } from './command-line.ts';
import { countryLanguages, faultOfLocale } from './locale-option.ts';

const LOCALES = await countryLanguages();
const USE = `Use: npm run conformance -- <service>[/<version>] --url <server> [--header 'Name: value']… [--operation <id>]
       [--format text|json|junit|html] [--locale ${LOCALES.map(({ id }) => id).join('|')}] [--output <file>] [--timeout <seconds>]`;
const FORMATS = ['text', 'json', 'junit', 'html'] as const;
const { read, wrongUse } = commandLine(USE);

try {
  await main();
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { wanted, server, headers, operation, format, locale, output, timeoutMs } = readArguments();
  const catalogue = await loadCatalogue({ specsDir: process.env.SPECS_DIR || undefined, locale });
  const service = findService(catalogue, wanted);
  if (operation !== undefined && !service.operations.some(({ id }) => id === operation)) {
    wrongUse(`${wanted} has no operation "${operation}". It has: ${service.operations.map(({ id }) => id).join(', ')}`);
  }
  const texts = await openPlatformTexts(countryFiles(process.env.SPECS_DIR || undefined));
  const isText = format === 'text' && output === undefined;
  const report = await checkConformance(service, {
    server,
    headers,
    operation,
    timeoutMs,
    personas: catalogue.personas,
    journeys: catalogue.journeys,
    texts,
    locale,
    onCase: (result) => (isText ? console.log(caseText(result)) : undefined),
  });
  const text = () => `${report.cases.map(caseText).join('\n')}\n\n${summaryText(report, texts)}\n`;
  const json = () => `${JSON.stringify(report, null, 2)}\n`;
  const written = { junit: () => junitReport(report), html: () => htmlReport(report, texts), json, text }[format]();
  if (output !== undefined) await writeFile(output, written);
  else if (!isText) process.stdout.write(written);
  if (isText || output !== undefined) console.log(`\n${summaryText(report, texts)}`);
  process.exitCode = report.conforms ? 0 : 1;
}

function findService({ services, broken }: Catalogue, wanted: string): Service {
  const { id, version = undefined } = readServiceReference(wanted) ?? { id: wanted };
  const found = services.filter(
    (service) => service.id === id && (version === undefined || service.version === version),
  );
  const [service, another] = found;
  if (service !== undefined && another === undefined) return service;
  if (another !== undefined) {
    return wrongUse(`${id} has several versions. Name one: ${found.map(serviceReference).join(', ')}`);
  }
  if (broken.some((one) => one.id === id)) {
    return wrongUse(`The spec of ${wanted} cannot be read. "npm run check -- ${id}" says why.`);
  }
  return wrongUse(`There is no service "${wanted}". There are: ${services.map((one) => one.id).join(', ')}`);
}

function readArguments() {
  const { values, positionals } = read({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      header: { type: 'string', multiple: true, default: [] },
      operation: { type: 'string' },
      format: { type: 'string', default: 'text' },
      locale: { type: 'string', default: LOCALES[0].id },
      output: { type: 'string' },
      timeout: { type: 'string', default: '10' },
    },
  });
  const [wanted, ...others] = positionals;
  if (wanted === undefined || others.length > 0) return wrongUse('Name one service.');
  const format = FORMATS.find((one) => one === values.format);
  if (format === undefined) {
    return wrongUse(`--format is "${values.format}", but must be one of ${FORMATS.join(', ')}.`);
  }
  const fault = faultOfLocale(values.locale, LOCALES);
  if (fault !== null) wrongUse(fault);
  const seconds = Number(values.timeout);
  if (!(seconds > 0 && seconds <= 300)) wrongUse(`--timeout is "${values.timeout}", but must be seconds, at most 300.`);
  return {
    wanted,
    server: serverIn(values.url),
    headers: headersIn(values.header),
    operation: values.operation,
    format,
    locale: values.locale,
    output: values.output,
    timeoutMs: seconds * 1000,
  };
}

function serverIn(address: string | undefined): string {
  if (address === undefined) return wrongUse('Name the server with --url, such as https://test.agency.example/v1.');
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return wrongUse(`--url is "${address}", but must begin with https:// or http://.`);
  }
  // An address is printed in the report; a key belongs into a header.
  if (url.username !== '' || url.password !== '')
    return wrongUse('--url holds a user or a password. Give it by --header.');
  if (url.search !== '' || url.hash !== '') return wrongUse('--url has a "?" or "#". Give a key by --header.');
  return url.href.replace(/\/+$/, '');
}

/** The values are keys: no message repeats them. */
function headersIn(given: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [index, header] of given.entries()) {
    const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(header) ?? [];
    if (name === undefined || value === undefined)
      return wrongUse(`--header number ${index + 1} is not 'Name: value'.`);
    headers[name.toLowerCase()] = value.trim();
  }
  return headers;
}
