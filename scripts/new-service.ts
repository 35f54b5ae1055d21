import { join, relative, resolve } from 'node:path';
import { pairDifferences } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { countryFiles } from '@dpi/specs/country-files';
import { errorMessage } from '@dpi/specs/error-message';
import type { Finding, GuidelineRule } from '@dpi/specs/model';
import { assessCatalogue } from '@dpi/specs/ruleset';
import {
  answersOf,
  askIn,
  type Choices,
  completeAnswers,
  importService,
  newService,
  readChoices,
  ScaffoldError,
  type Topic,
  type TypedAnswers,
  toDoOf,
  toDoText,
  writeBehaviour,
} from '@dpi/specs/scaffold';
import { serviceReference } from '@dpi/specs/service-reference';
import { type Message, openPlatformTexts, readLanguages } from '@dpi/specs/texts';
import { commandLine } from './command-line.ts';
import { startProgress } from './progress.ts';

const DEFAULT_SPECS = countryFiles().services;
const USE = `Use: npm run new-service [-- --id <id> --title <text> --title-bn <text> --layer <id> --agency <id>
       --audience <id,id> --data-protection <class> --contact <e-mail>] [--specs-dir <folder>] [--yes]
     npm run new-service -- --from <openapi file> --id <id> --layer <id> --agency <id> [--fix] …`;

const TOPICS: Topic[] = ['id', 'title', 'titleBn', 'layer', 'agency', 'audience', 'dataProtection', 'contact'];
/** What the file of somebody else cannot say about itself. */
const TOPICS_OF_IMPORT: Topic[] = ['id', 'layer', 'agency'];

const { typed, from, specsDir, yes, fix } = readArguments();
const today = new Date().toISOString().slice(0, 10);

try {
  const choices = await readChoices(countryFiles(specsDir));
  const answers = await complete(choices);
  if (from === undefined) await scaffold(answers, choices);
  else await takeIn(from, answers);
} catch (error) {
  console.error(errorMessage(error));
  const exitCode = error instanceof ScaffoldError ? error.exitCode : 1;
  if (exitCode === 2) console.error(USE);
  process.exitCode = exitCode;
}

async function complete(choices: Choices): Promise<TypedAnswers> {
  const wanted = from === undefined ? TOPICS : TOPICS_OF_IMPORT;
  if (yes || process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
    return completeAnswers(typed, choices, wanted, null);
  }
  const terminal = askIn(process.stdin, process.stdout);
  try {
    return await completeAnswers(typed, choices, wanted, terminal.ask);
  } finally {
    terminal.close();
  }
}

async function scaffold(answers: TypedAnswers, choices: Choices): Promise<void> {
  const { id, version, folder, edits } = await newService(answersOf(answers), choices, { specsDir, today });
  console.log(
    `\nWritten: ${shown(folder)}/ with openapi.yaml, behaviour.yaml, seed.yaml, translations and CHANGELOG.md.`,
  );
  console.log('It is a small service that works and keeps what it is sent. Make it yours, and its Bangla with it:');
  for (const { line, what } of edits) console.log(`  ${shown(join(folder, 'openapi.yaml'))}:${line}  ${what}`);
  await printToDo(id, version);
}

async function takeIn(from: string, answers: TypedAnswers): Promise<void> {
  if (/^https?:/i.test(from)) {
    throw new ScaffoldError(
      `--from is an address, and nothing is fetched. Save the file first: curl -o spec.yaml '${from}'`,
      2,
    );
  }
  const { id = '' } = answers;
  const progress = startProgress();
  progress.step('Reading the file');
  const made = await importService(resolve(from), { ...answers, id }, { specsDir, today, fix }).finally(progress.end);
  const spec = shown(join(made.folder, made.specFile));
  console.log(
    `\nTaken in: ${spec}. bn.overlay.yaml lists the texts to translate; CHANGELOG.md is begun.\nThe file is as it was, apart from:`,
  );
  const added = Object.entries(made.added).map(([name, value]) => `${name}: ${value}`);
  if (added.length > 0) console.log(`  added to "info": ${added.join('; ')}`);
  for (const { line, fault, cure } of made.repaired) console.log(`  line ${line}: ${fault} Written: ${cure}`);
  if (made.files.length > 0) console.log(`Taken along: ${made.files.join(', ')}`);
  if (made.repairable.length > 0) {
    console.log('\nTo be written by hand now (--fix at the import does it for you):');
    for (const { line, fault, cure } of made.repairable) console.log(`  ${spec}:${line}  ${fault} Write: ${cure}`);
  }
  await addBehaviour(id, made.folder);
  await printToDo(id, made.version);
}

/** What the check says of the new service, and which commands come next. */
async function printToDo(id: string, version: string): Promise<void> {
  const { findings, guideline } = await check(id, version);
  const toDo = toDoOf(findings, guideline);
  console.log(
    toDo.length === 0
      ? '\nThe check finds nothing to complain about.'
      : `\n${toDoText(toDo, (file) => shown(join(specsDir, file)))}`,
  );
  const elsewhere = specsDir === DEFAULT_SPECS ? '' : `SPECS_DIR=${shown(specsDir)} `;
  console.log(`
Next:
  ${elsewhere}npm run check -- ${id}
  ${elsewhere}npm start -- --service ${id}${elsewhere === '' ? '\n  npm run codeowners' : ''}
docs/for-agencies.md leads from the draft to the published service.`);
}

/** Writes what the spec tells of a behaviour, and says it in each language of the country. */
async function addBehaviour(id: string, folder: string): Promise<void> {
  const progress = startProgress();
  progress.step('Telling a behaviour from the spec');
  const files = countryFiles(specsDir);
  const catalogue = await loadCatalogue({ specsDir, services: [id] });
  const service = catalogue.services.find((one) => one.id === id);
  const { clock } = catalogue.country;
  if (service === undefined) return progress.end();
  const [languages, texts] = await Promise.all([readLanguages(files.country), openPlatformTexts(files)]);
  const written = await writeBehaviour(service, folder, {
    clock,
    languages,
    texts,
    async differing(inferred) {
      const services = catalogue.services.map((one) => (one === service ? inferred : one));
      const differences = await pairDifferences({ ...catalogue, services }, inferred);
      return new Map(differences.map(({ operation, example }) => [operation, example]));
    },
  }).finally(progress.end);
  const say = (messages: Message[]) => {
    for (const { id: locale } of languages) {
      const [first, ...lines] = messages.map((message) => texts.format(message, locale));
      console.log([`\n${first}`, ...lines.map((line) => `  ${line}`)].join('\n'));
    }
  };
  const { inferred, leftOut, files: names } = written;
  if (inferred.length + leftOut.length === 0) {
    say([{ id: 'scaffold.nothing', values: { parameter: '{caseId}' } }]);
    return;
  }
  if (inferred.length > 0) {
    say([{ id: 'scaffold.written', values: { files: names.join(', ') } }]);
    for (const call of inferred) console.log(`  ${call}`);
  }
  if (leftOut.length > 0) say([{ id: 'scaffold.left-out' }, ...leftOut]);
}

async function check(id: string, version: string): Promise<{ findings: Finding[]; guideline: GuidelineRule[] }> {
  const progress = startProgress();
  progress.step('Reading the spec');
  const options = { specsDir, services: [id] };
  const catalogue = await loadCatalogue(options);
  progress.step('Checking the spec against the guideline');
  const { findings, guideline } = await assessCatalogue(catalogue, options);
  progress.end();
  return { findings: findings.filter(({ service }) => service === serviceReference({ id, version })), guideline };
}

function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}

function readArguments() {
  const { values } = commandLine(USE).read({
    options: {
      id: { type: 'string' },
      title: { type: 'string' },
      'title-bn': { type: 'string' },
      layer: { type: 'string' },
      agency: { type: 'string' },
      audience: { type: 'string' },
      'data-protection': { type: 'string' },
      contact: { type: 'string' },
      from: { type: 'string' },
      'specs-dir': { type: 'string' },
      yes: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
    },
  });
  const { id, title, layer, agency, audience, contact, from, yes, fix } = values;
  const all = {
    id,
    title,
    titleBn: values['title-bn'],
    layer,
    agency,
    audience,
    dataProtection: values['data-protection'],
    contact,
  };
  const typed: TypedAnswers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const specsDir = resolve(values['specs-dir'] ?? (process.env.SPECS_DIR || DEFAULT_SPECS));
  return { typed, from, specsDir, yes, fix };
}
