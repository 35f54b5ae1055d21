import { realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { compareText } from '../base/compare-text.ts';
import { behaviourFindings } from '../behaviour/behaviour-findings.ts';
import { countryFiles, specRoots } from '../catalogue/country-files.ts';
import { DataFileError } from '../catalogue/data-file.ts';
import { discoverSpecs } from '../catalogue/discover.ts';
import { loadCatalogue, UnknownServiceError } from '../catalogue/load.ts';
import type { Catalogue, Change, Finding, Service } from '../catalogue/model.ts';
import { serviceReference } from '../catalogue/service-reference.ts';
import { textInside } from '../catalogue/tree-files.ts';
import { changeText, compareSpecs, requiredBump } from '../changes/index.ts';
import { assessCatalogue } from '../ruleset/assess.ts';
import { openPlatformTexts, readLanguages, type Texts } from '../texts/index.ts';
import { type Base, openBase } from './base.ts';
import { dataFinding } from './data-finding.ts';
import { missingTranslations } from './missing-translations.ts';
import { mayGo, removedFinding, removedVersions } from './removed.ts';
import type { CheckReport, ServiceReport } from './report.ts';
import { staleTranslations } from './stale-translations.ts';
import { type CheckTexts, checkTexts } from './texts.ts';
import { changedServices, touchedServices } from './touched.ts';
import { versionFinding } from './version-bump.ts';

export interface CheckOptions {
  specsDir?: string | undefined;
  /** Ids of the services to check; all (with a base: all that were touched) when empty. */
  services?: string[];
  /** Git ref to compare with. */
  base?: string | null;
  locale?: string;
  /** Where to remember specs that have not changed; `null` remembers nothing. */
  cacheDir?: null;
  /**
   * Calls the mock with every example of a service, and tells which does not get its answer. It is given the services that are
   * checked, and all: a behaviour may use what others keep.
   */
  callExamples?: (checked: Catalogue, all: Catalogue) => Promise<(service: Service) => Promise<Finding[]>>;
  /** Walks the journeys that a service takes part in. */
  walkJourneys?: (catalogue: Catalogue, services: Set<string>) => Promise<Finding[]>;
  onProgress?: (line: string) => void;
}

/** Everything a pull request must pass. Throws {@link UnknownServiceError} and `BaseError` for wrong use only. */
export async function check(options: CheckOptions = {}): Promise<CheckReport> {
  const { services: asked = [], onProgress = () => {} } = options;
  // Git knows folders by their real paths.
  const named = countryFiles(options.specsDir).services;
  const country = countryFiles(await realpath(named).catch(() => named));
  const { services: specsDir } = country;
  const [{ id: source }] = await readLanguages(country.country);
  const { locale = source } = options;
  const texts = await openPlatformTexts(country);
  const text = checkTexts(texts, locale);
  const base = options.base ? await openBase(options.base, specsDir) : null;
  try {
    onProgress('Reading the specs');
    const cache = options.cacheDir === null ? { cacheDir: null } : {};
    const read = await loadCatalogue({ specsDir, locale, ...cache });
    const wanted = wantedServices(read, asked, base, specsDir);
    const onAssessed = (done: number, total: number) =>
      onProgress(`Checking against the guideline: ${done} of ${total} specs`);
    const catalogue = await assessCatalogue(read, { specsDir, services: [...wanted], onAssessed, ...cache });
    if (base !== null) onProgress('Reading the specs as they were');
    const before = base === null ? null : await readBase(base, catalogue, specsDir, wanted);
    const stale = base === null ? [] : await staleIn(base, catalogue, specsDir, wanted, text);
    onProgress('Calling the sandbox with every example');
    const services = catalogue.services.filter(({ id }) => wanted.has(id));
    const callExamples = (await options.callExamples?.({ ...catalogue, services }, catalogue)) ?? (async () => []);
    const reports: ServiceReport[] = [];
    const byService = Map.groupBy(catalogue.findings, ({ service }) => service);
    for (const service of services) {
      const found = byService.get(serviceReference(service)) ?? [];
      const report = await reportOf(service, found, catalogue.locale, specsDir, before, callExamples, texts);
      report.findings.push(...(await behaviourFindings(catalogue, service, specsDir)));
      report.findings.push(...stale.filter((finding) => finding.service === serviceReference(service)));
      reports.push(report);
    }
    for (const { id, version, file, findings } of catalogue.broken) {
      if (!wanted.has(id)) continue;
      const nothing = { lifecycle: null, score: null, cap: null, scoreBefore: null, waivers: [], changes: null };
      reports.push({ id, version, title: id, file, findings, ...nothing });
    }
    // What is wrong for all, such as in a shared standard, is said whichever services are named: with a base it is, too.
    const general = byService.get(null) ?? [];
    const removed = before === null ? [] : removedVersions(before, catalogue, asked);
    general.push(...removed.filter((service) => !mayGo(service)).map((service) => removedFinding(service, text)));
    general.push(...((await options.walkJourneys?.(catalogue, wanted)) ?? []));
    if (asked.length === 0) {
      const locales = catalogue.country.locales.map(({ id }) => id);
      general.push(...(await missingTranslations(country, locales, { texts, locale })));
    }
    const all = [...general, ...reports.flatMap(({ findings }) => findings)];
    const errors = all.filter(({ severity }) => severity === 'error').length;
    return {
      base: options.base || null,
      services: reports,
      removed: removed.filter(mayGo).map(({ id, version, lifecycle }) => ({ id, version, lifecycle })),
      findings: general,
      errors,
      warnings: all.length - errors,
    };
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    return {
      base: options.base || null,
      services: [],
      removed: [],
      findings: [dataFinding(error, specsDir, text)],
      errors: 1,
      warnings: 0,
    };
  } finally {
    await base?.close();
  }
}

function wantedServices(catalogue: Catalogue, asked: string[], base: Base | null, specsDir: string): Set<string> {
  const known = new Set([...catalogue.services, ...catalogue.broken].map(({ id }) => id));
  const unknown = asked.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new UnknownServiceError(`There is no service "${unknown}". There are: ${[...known].sort().join(', ')}.`);
  }
  if (asked.length > 0) return new Set(asked);
  if (base === null) return known;
  return touchedServices(catalogue, base.changed, relative(base.root, specsDir));
}

/**
 * The services as they were: those that are checked, and those that are gone. What has not changed is taken from today: it was
 * held against the same rules.
 */
async function readBase(
  { root, changed, specsDir }: Base,
  today: Catalogue,
  todayDir: string,
  wanted: Set<string>,
): Promise<Service[]> {
  const known = new Set([...today.services, ...today.broken].map(({ id }) => id));
  const differ = changedServices(today, changed, relative(root, todayDir));
  const { places } = await discoverSpecs(specsDir);
  const ids = [...new Set(places.map(({ id }) => id))].filter((id) =>
    known.has(id) ? wanted.has(id) && differ.has(id) : true,
  );
  const options = { specsDir, services: ids, cacheDir: null };
  const { services } = await assessCatalogue(await loadCatalogue({ ...options, locale: today.locale }), options);
  return [...services, ...today.services.filter(({ id }) => !differ.has(id))];
}

/** Stale translations of the services that are checked and have changed in their own folder. */
async function staleIn(
  base: Base,
  today: Catalogue,
  todayDir: string,
  wanted: Set<string>,
  text: CheckTexts,
): Promise<Finding[]> {
  const changed = changedServices(today, base.changed, relative(base.root, todayDir));
  const { places } = await discoverSpecs(base.specsDir);
  const known = new Set(places.map(({ id }) => id));
  const ids = [...new Set(today.services.map(({ id }) => id))];
  return staleTranslations(
    today,
    todayDir,
    base.specsDir,
    ids.filter((id) => wanted.has(id) && changed.has(id) && known.has(id)),
    text,
  );
}

async function reportOf(
  service: Service,
  found: Finding[],
  locale: string,
  specsDir: string,
  before: Service[] | null,
  callExamples: (service: Service) => Promise<Finding[]>,
  texts: Texts,
): Promise<ServiceReport> {
  const { id, version, title, file, lifecycle, assessment } = service;
  const findings = [...found, ...(await callExamples(service))];
  const old = before?.find((known) => known.id === id && known.version === version);
  let changes: Change[] | null = null;
  if (old !== undefined) {
    const raw = compareSpecs(old.document, service.document);
    changes = raw.map((change) => ({ ...change, text: changeText(change, locale, texts) }));
    const source = (await textInside(specRoots(specsDir), join(specsDir, file))) ?? '';
    const finding = versionFinding(service, old, requiredBump(raw), source, checkTexts(texts, locale));
    if (finding !== null) findings.push(finding);
  }
  return {
    id,
    version,
    title,
    file,
    lifecycle,
    score: assessment?.score ?? null,
    cap: assessment?.cap ?? null,
    scoreBefore: old?.assessment?.score ?? null,
    findings: findings.sort(bySeverityThenPlace),
    waivers: assessment?.waivers ?? [],
    changes,
  };
}

function bySeverityThenPlace(a: Finding, b: Finding): number {
  if (a.severity !== b.severity) return a.severity === 'error' ? -1 : 1;
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}
