import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { compareText } from '../base/compare-text.ts';
import { behaviourFileNames, readBehaviourFiles } from '../behaviour/read-files.ts';
import { type JsonObject, objectsIn, stringOr } from '../json/value.ts';
import type { LoginSettings } from '../login/model.ts';
import { readLogin } from '../login/read-login.ts';
import { readLanguages } from '../texts/languages.ts';
import type { Message } from '../texts/message.ts';
import { openPlatformTexts, PLATFORM_MESSAGES, PLATFORM_PROBLEMS } from '../texts/platform-texts.ts';
import type { Texts } from '../texts/texts.ts';
import { bundleSpec } from './bundle.ts';
import { codeHash, digest, FileCache } from './cache.ts';
import { readCountry } from './country.ts';
import { countryFiles } from './country-files.ts';
import { readDataFile } from './data-file.ts';
import { discoverSpecs, refusedFinding, type SpecPlace } from './discover.ts';
import { readGuides } from './guides.ts';
import { readJourneys } from './journeys.ts';
import type { BrokenService, Catalogue, Layer, Persona, Service } from './model.ts';
import { readPersonas } from './personas.ts';
import { readProblems, withProblemsOf } from './problems.ts';
import { parserMessage, type RawFinding, type UnwrittenFinding, writeFinding } from './raw-finding.ts';
import { readService, versionOf } from './read-service.ts';
import { dropDanglingReferences } from './references.ts';
import { readReleases, releaseFiles } from './releases.ts';
import { readSampleApps } from './sample-apps.ts';
import { serviceReference } from './service-reference.ts';
import { readStandards, withUses } from './standards.ts';
import { entriesInside, filesBelow, textInside } from './tree-files.ts';

const SPECS = resolve(import.meta.dirname, '..');
const REPOSITORY = resolve(SPECS, '..');

/** Of the code as it was loaded: a process that goes on while files change must not sign what it read with the new code. */
const CODE = Promise.all(
  [
    import.meta.dirname,
    ...[
      'arazzo',
      'base',
      'behaviour',
      'changes/report',
      'json',
      'login',
      'numbers',
      'schema',
      'serialization',
      'texts',
    ].map((folder) => join(SPECS, folder)),
  ].map(codeHash),
).then((hashes) => hashes.join(' '));

export interface LoadOptions {
  /** Folder of services; `specs/services` when absent. */
  specsDir?: string | undefined;
  /** Ids of the services to read; all when absent. */
  services?: string[] | undefined;
  /** Language of the texts; the country's first when absent. */
  locale?: string;
  /** Language of the findings; `locale` when absent. */
  messageLocale?: string;
  /** Where to remember specs that have not changed; `null` reads everything again. */
  cacheDir?: string | null;
}

/** A service was asked for that the folder of services does not hold; the message names those it does. */
export class UnknownServiceError extends Error {}

/**
 * Reads specs, overlays, standards, personas and problem types into one typed model. A spec that cannot be read becomes a
 * broken service with its findings. Throws only when the folder of services or the platform's own data cannot be used, and
 * {@link UnknownServiceError} where a service that was asked for is not there.
 */
export async function loadCatalogue(options: LoadOptions = {}): Promise<Catalogue> {
  const { cacheDir = join(REPOSITORY, '.cache', 'catalogue') } = options;
  const paths = countryFiles(options.specsDir);
  const { services: specsDir, standards: standardsDir } = paths;
  const status = await stat(specsDir).catch(() => null);
  if (status === null || !status.isDirectory()) {
    throw new Error(`SPECS_DIR "${specsDir}" is not a folder. Name a folder that holds one folder a service.`);
  }
  const languages = (await readLanguages(paths.country)).map(({ id }) => id);
  const [source = PLATFORM_MESSAGES.locale] = languages;
  const { locale = source } = options;
  const { messageLocale = locale } = options;
  const roots = [specsDir, standardsDir];
  const { files: standardFiles } = await filesBelow([standardsDir], standardsDir);
  const standardOverlays = standardFiles.filter((file) => file.endsWith(`/${locale}.overlay.yaml`));
  const code = await CODE;
  const cache = new FileCache(cacheDir, roots);

  // A file that was added or removed changes what is read as much as one that was edited.
  const standardNames = digest(JSON.stringify(standardFiles.map((file) => relative(standardsDir, file))));

  const [{ country, layers, agencies }, personas, problems, serviceProblems, discovered, texts, standards] =
    await Promise.all([
      readCountry(paths.country, locale),
      readPersonas(paths.personas, locale),
      readProblems(PLATFORM_PROBLEMS, locale, languages, paths.problems),
      // Another tree of services need not have the file.
      existsSync(paths.serviceProblems) ? readProblems(paths.serviceProblems, locale, languages) : [],
      discoverSpecs(specsDir),
      openPlatformTexts(paths),
      cache.remember(`standards ${locale} ${code} ${standardNames}`, async () => ({
        value: await readStandards(standardsDir, standardOverlays),
        files: standardFiles,
      })),
    ]);

  const { places, findings } = onlyServices(discovered, options.services);
  const identifiers = digest(JSON.stringify(personas.map((persona) => [persona.id, persona.identifiers])));
  const read = async (place: SpecPlace) => {
    const releases = await releaseFiles(dirname(place.file), roots);
    const translations = await translationsBeside(place.file, roots);
    const behaviourFiles = await behaviourFileNames(dirname(place.file), roots);
    const refused = digest(JSON.stringify(place.refused.map(({ file, message }) => [file, message])));
    const beside = { releases, translations, behaviour: behaviourFiles };
    return cache.remember(
      `service ${relative(specsDir, place.file)} ${locale} ${source} ${code} ${standardNames} ${identifiers} ${releases.map((file) => relative(specsDir, file))} ${translations} ${behaviourFiles} ${refused}`,
      () => readPlace(place, beside, { specsDir, standardsDir, standardOverlays, locale, source, personas, texts }),
    );
  };
  const reads = await Promise.all(places.map(read));
  const supportingReads = await readImported(reads, discovered.places, read);
  const { services, broken } = withoutDoubles(reads.map((read) => read.value));
  services.sort(
    (a, b) =>
      layerRank(layers, a) - layerRank(layers, b) || compareText(a.id, b.id) || compareText(a.version, b.version),
  );
  const allProblems = withProblemsOf(services, problems, serviceProblems);
  const journeyFindings: UnwrittenFinding[] = [];
  const shown = new Set(services.map(({ id }) => id));
  const leftOut = new Set(discovered.places.map(({ id }) => id).filter((id) => !shown.has(id)));
  const journeys = await readJourneys(paths.journeys, locale, services, leftOut, ({ file, message }) => {
    journeyFindings.push(journeyFinding(relative(specsDir, file), message));
  });
  const guides = readGuides(paths, locale);
  const sampleApps = readSampleApps(
    paths,
    locale,
    country.locales.map(({ id }) => id),
    services,
  );
  const written = (finding: UnwrittenFinding) => writeFinding(finding, texts, messageLocale);
  const allFindings = [
    ...findings,
    ...journeyFindings,
    ...reads.flatMap((read) => read.value.findings),
    ...broken.flatMap(doubleFindings),
  ];
  return {
    locale,
    country,
    layers,
    agencies,
    services,
    supporting: supportingReads.flatMap(({ value }) => value.service ?? []),
    broken: broken.map((service) => ({ ...service, findings: service.findings.map(written) })),
    standards: withUses(standards.value, services),
    personas,
    problems: allProblems,
    guideline: [],
    journeys,
    guides,
    sampleApps,
    findings: allFindings.map(written),
    hash: digest(
      JSON.stringify([
        locale,
        code,
        standards.hash,
        [...reads, ...supportingReads].map(({ hash }) => hash),
        country,
        layers,
        agencies,
        personas,
        allProblems,
        journeys,
        sampleApps,
      ]),
    ),
  };
}

/** Keeps the places of the services that are wanted, and no finding about the folders of others. */
function onlyServices(
  { places, findings }: { places: SpecPlace[]; findings: UnwrittenFinding[] },
  wanted: string[] | undefined,
): { places: SpecPlace[]; findings: UnwrittenFinding[] } {
  if (wanted === undefined) return { places, findings };
  const known = [...new Set(places.map(({ id }) => id))];
  const unknown = wanted.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new UnknownServiceError(`There is no service "${unknown}". There are: ${known.join(', ')}.`);
  }
  return { places: places.filter(({ id }) => wanted.includes(id)), findings: [] };
}

/**
 * Reads the services that others import resources of, and those that these import in turn, where they are not read yet. Each
 * keeps what is its own, so whoever imports it needs it too.
 */
async function readImported<T extends { value: ReadPlace }>(
  reads: T[],
  places: SpecPlace[],
  read: (place: SpecPlace) => Promise<T>,
): Promise<T[]> {
  const imported: T[] = [];
  const known = new Set(reads.flatMap(({ value }) => [value.service?.id ?? [], value.broken?.id ?? []].flat()));
  for (let last = reads; last.length > 0; ) {
    const missing = new Set(last.flatMap(({ value }) => importsOf(value.service)).filter((id) => !known.has(id)));
    for (const id of missing) known.add(id);
    last = await Promise.all(places.filter(({ id }) => missing.has(id)).map(read));
    imported.push(...last);
  }
  return imported;
}

function importsOf(service: Service | null): string[] {
  return Object.values(service?.behaviour?.imports ?? {}).flatMap((imported) =>
    typeof imported === 'string' ? [] : [imported.service],
  );
}

type UnreadService = Omit<BrokenService, 'findings'> & { findings: UnwrittenFinding[] };

interface ReadPlace {
  service: Service | null;
  broken: UnreadService | null;
  findings: UnwrittenFinding[];
}

/** What all services of a country are read with. */
interface Surroundings {
  specsDir: string;
  standardsDir: string;
  standardOverlays: string[];
  locale: string;
  /** Language of the specs. */
  source: string;
  personas: Persona[];
  texts: Texts;
}

async function readPlace(
  place: SpecPlace,
  beside: { releases: string[]; translations: string[]; behaviour: string[] },
  { specsDir, standardsDir, standardOverlays, locale, source, personas, texts }: Surroundings,
): Promise<{ value: ReadPlace; files: string[]; isRepeatable?: boolean }> {
  const file = relative(specsDir, place.file);
  if (place.refused.length > 0) {
    const version = place.version ?? 'v1';
    const service = serviceReference({ id: place.id, version });
    const findings = place.refused.map((refusal) => ({ ...refusedFinding(refusal, specsDir), service }));
    return { value: { service: null, broken: { id: place.id, version, file, findings }, findings }, files: [] };
  }
  const folder = dirname(place.file);
  const changelogFile = join(folder, 'CHANGELOG.md');
  const ownOverlay = join(folder, `${locale}.overlay.yaml`);
  const roots = [specsDir, standardsDir];
  const bundle = existsSync(ownOverlay)
    ? await bundleSpec(place.file, [ownOverlay], roots, { folder: standardsDir, overlays: standardOverlays })
    : await bundleSpec(place.file, [], roots);
  const { behaviour, seed, ...behaviourRead } = await readBehaviourFiles(folder, beside.behaviour, roots, source);
  const files = [...bundle.files, ownOverlay, changelogFile, ...beside.releases, ...behaviourRead.files];
  const findingsOf = (version: string, raw: RawFinding[]): UnwrittenFinding[] =>
    raw.map((finding) => ({
      ...finding,
      service: serviceReference({ id: place.id, version }),
      file: relative(specsDir, finding.file),
    }));

  if (bundle.document === null) {
    const version = place.version ?? 'v1';
    const findings = findingsOf(version, bundle.findings);
    const value = { service: null, broken: { id: place.id, version, file, findings }, findings };
    // What stopped the reading may lie outside the files, as a package that is just being installed.
    return { value, files, isRepeatable: false };
  }
  const dangling = dropDanglingReferences(bundle.document);
  const changelog = (await textInside(roots, changelogFile)) ?? '';
  const version = place.version ?? versionOf(bundle.document.info?.version);
  const findings = findingsOf(version, bundle.findings);
  if (findings.length === 0)
    findings.push(
      ...findingsOf(
        version,
        dangling.map((reference) => missing(reference, place.file)),
      ),
    );
  const recorded = await readReleases(beside.releases, locale, texts, roots);
  findings.push(...findingsOf(version, recorded.findings));
  const origin = {
    id: place.id,
    version,
    file,
    changelog,
    releases: recorded.releases,
    translations: beside.translations,
    behaviour,
    seed,
  };
  const described = readService(bundle.document, origin, personas);
  const loginRead = await readLogin(folder, roots, new Set(described.operations.map(({ id }) => id)));
  files.push(...loginRead.files);
  const translated = await translatedInfo(folder, beside.translations, roots);
  files.push(...beside.translations.map((language) => join(folder, `${language}.overlay.yaml`)));
  const named = { ...described, ...byLanguage(described, locale, translated) };
  const service = loginRead.login === null ? named : withLogin(named, loginRead.login);
  findings.push(
    ...findingsOf(
      version,
      [...behaviourRead.findings, ...loginRead.findings].map(({ message, hint, ...place }) => ({
        severity: 'error',
        rule: BEHAVIOUR_RULE,
        ...place,
        message: parserMessage(message),
        hint: parserMessage(hint),
      })),
    ),
  );
  if (service.operations.length === 0) findings.push(...findingsOf(version, [noOperations(place.file)]));
  return { value: { service, broken: null, findings }, files };
}

/** What overlays beside a spec make of its `info`, by language; an overlay that cannot be read makes nothing of it. */
async function translatedInfo(folder: string, languages: string[], roots: string[]): Promise<Map<string, JsonObject>> {
  const read = languages.map(async (language): Promise<[string, JsonObject]> => {
    const overlay = await readDataFile(join(folder, `${language}.overlay.yaml`), roots).catch(() => null);
    const updates = objectsIn(overlay?.actions).filter(({ target }) => target === '$.info');
    return [language, Object.assign({}, ...updates.map(({ update }) => update))];
  });
  return new Map(await Promise.all(read));
}

/** Title and summary of a service in the language that it was read in and in those of its overlays. */
function byLanguage(
  { title, summary }: Service,
  locale: string,
  translated: Map<string, JsonObject>,
): Pick<Service, 'titles' | 'summaries'> {
  const titles: Record<string, string> = {};
  const summaries: Record<string, string> = {};
  for (const [language, info] of translated) {
    titles[language] = stringOr(info.title, title);
    summaries[language] = stringOr(info.summary, summary);
  }
  return { titles: { ...titles, [locale]: title }, summaries: { ...summaries, [locale]: summary } };
}

/** A service that logs people in: it checks the tokens that it gave. */
function withLogin(service: Service, login: LoginSettings): Service {
  const schemes = Object.entries(service.securitySchemes).map(([name, scheme]) => [
    name,
    { ...scheme, isChecked: true },
  ]);
  return { ...service, login, securitySchemes: Object.fromEntries(schemes) };
}

/** Languages of the overlays in the folder of a spec, named as in `bn.overlay.yaml`. */
async function translationsBeside(file: string, roots: string[]): Promise<string[]> {
  const entries = await entriesInside(roots, dirname(file)).catch(() => []);
  return entries.flatMap(({ name, kind }) => (kind === 'file' && /^([\w-]+)\.overlay\.yaml$/.exec(name)?.[1]) || []);
}

/** Two specs of one service and version: the first stays, the other is shown as broken. */
function withoutDoubles(reads: ReadPlace[]): { services: Service[]; broken: UnreadService[] } {
  const services = new Map<string, Service>();
  const broken = reads.flatMap((read) => (read.broken === null ? [] : [read.broken]));
  for (const { service } of reads) {
    if (service === null) continue;
    const key = serviceReference(service);
    const first = services.get(key);
    if (first === undefined) {
      services.set(key, service);
      continue;
    }
    const finding: UnwrittenFinding = {
      severity: 'error',
      rule: DOUBLE_RULE,
      service: key,
      file: service.file,
      line: 1,
      column: 1,
      message: { id: 'reading.double', values: { service: key, file: first.file } },
      hint: { id: 'reading.double-hint' },
    };
    broken.push({ id: service.id, version: service.version, file: service.file, findings: [finding] });
  }
  return { services: [...services.values()], broken };
}

const DOUBLE_RULE = 'service-unique';
const BEHAVIOUR_RULE = 'behaviour-valid';

function doubleFindings(broken: UnreadService): UnwrittenFinding[] {
  return broken.findings.filter((finding) => finding.rule === DOUBLE_RULE);
}

function missing(reference: string, file: string): RawFinding {
  return {
    severity: 'error',
    rule: 'reference-resolves',
    file,
    line: 1,
    column: 1,
    message: { id: 'reading.reference', values: { reference } },
    hint: { id: 'reading.reference-hint' },
  };
}

function journeyFinding(file: string, message: Message): UnwrittenFinding {
  return {
    severity: 'error',
    rule: 'journey-fits',
    service: null,
    file,
    line: 1,
    column: 1,
    message,
    hint: { id: 'reading.journey-hint' },
  };
}

function noOperations(file: string): RawFinding {
  return {
    severity: 'warning',
    rule: 'operations-present',
    file,
    line: 1,
    column: 1,
    message: { id: 'reading.no-operation' },
    hint: { id: 'reading.no-operation-hint' },
  };
}

function layerRank(layers: Layer[], service: Service): number {
  const rank = layers.findIndex((layer) => layer.id === service.layer);
  return rank === -1 ? layers.length : rank;
}
