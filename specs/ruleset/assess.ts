import { basename, dirname, join, resolve } from 'node:path';
import { compareText } from '../base/compare-text.ts';
import { codeHash, digest, FileCache } from '../catalogue/cache.ts';
import { type CountryFiles, countryFiles } from '../catalogue/country-files.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import type { Catalogue, Finding, GuidelineRule, Service } from '../catalogue/model.ts';
import { readServiceReference } from '../catalogue/service-reference.ts';
import { entriesInside, filesBelow, textInside } from '../catalogue/tree-files.ts';
import { readTerms, type TermList } from '../terms/terms.ts';
import { openPlatformTexts } from '../texts/platform-texts.ts';
import type { Texts } from '../texts/texts.ts';
import { type Fault, readFaults } from './fault.ts';
import { findFaultsInThread } from './fault-finders.ts';
import { loadRules } from './load-rules.ts';
import { readOverlays } from './overlays.ts';
import { type PersonalTerms, readPersonalTerms } from './personal-data.ts';
import type { Rule, Subject } from './rule.ts';
import { CATEGORIES } from './score.ts';
import { findingsIn, judge, type Measure } from './verdict.ts';

const SPECS = resolve(import.meta.dirname, '..');
const REPOSITORY = resolve(SPECS, '..');

/** Of the code as it was loaded: a process that goes on while files change must not sign old findings with the new code. */
const CODE = Promise.all(
  [
    'base',
    'catalogue',
    'json',
    'numbers',
    'ruleset',
    'ruleset/rules',
    'samples',
    'schema',
    'serialization',
    'terms',
    'texts',
  ].map((folder) => codeHash(join(SPECS, folder))),
);

export interface AssessOptions {
  /** Folder of services; `specs/services` when absent. */
  specsDir?: string | undefined;
  /** Where to remember specs that have not changed; `null` looks at all again. */
  cacheDir?: string | null;
  /** Ids of the services to assess; all when absent. */
  services?: string[];
  /** Today as `2026-11-23`, for waivers and sunsets. */
  today?: string;
  /** Of processor time, after which a spec is given up; far more than any takes. */
  secondsEach?: number;
  /** Is called before the first spec is assessed, and after each. */
  onAssessed?: (done: number, total: number) => void;
}

/** The pages of the guideline in one language, by category, then id. */
export async function readGuideline(locale: string, texts: Texts): Promise<GuidelineRule[]> {
  const rules = await loadRules();
  return [...rules]
    .map(([id, { category, requiredFrom, points, protectsPeople = false }]) => {
      const text = (name: string) => texts.format({ id: `${id}.${name}` }, locale);
      const [title, why, bad, good, fix] = [text('title'), text('why'), text('bad'), text('good'), text('fix')];
      return { id, category, title, why, bad, good, fix, requiredFrom, points, protectsPeople };
    })
    .sort((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) || compareText(a.id, b.id));
}

/**
 * Holds every service against the guideline: fills `assessment`, the guideline itself, and adds the violations to the
 * findings, in the language of the catalogue. A service that has not changed is not looked at again. What is wrong with a
 * shared standard is found once, belongs to no service and costs none of them points.
 */
export async function assessCatalogue(catalogue: Catalogue, options: AssessOptions = {}): Promise<Catalogue> {
  const { services: wanted, today = isoDay(new Date()), secondsEach = 60 } = options;
  const country = countryFiles(options.specsDir);
  const { services: specsDir, standards: standardsDir } = country;
  const roots = [specsDir, standardsDir];
  const { locale } = catalogue;
  const [rules, personalTerms, texts] = await Promise.all([
    loadRules(),
    readPersonalTerms(country.personalData),
    openPlatformTexts(country),
  ]);
  const guideline = await readGuideline(locale, texts);
  const measure: Measure = { rules, texts, locale, specsDir, today };
  const cache = new FileCache(
    options.cacheDir === undefined ? join(REPOSITORY, '.cache', 'guideline') : options.cacheDir,
    roots,
  );
  const { files: standardFiles } = await filesBelow([standardsDir], standardsDir);
  const terms = await termsOf(country, catalogue);
  const around = digest(
    JSON.stringify([
      await CODE,
      await Promise.all(standardFiles.map((file) => textInside([standardsDir], file))),
      catalogue.personas.map(({ id, identifiers, facts }) => [id, identifiers, facts]),
      catalogue.agencies.map(({ id }) => id),
      catalogue.layers.map(({ id }) => id),
      catalogue.country.locales,
      dataClassesOf(catalogue),
      [...describedProblems(catalogue)],
      personalTerms,
      [...terms],
      today,
    ]),
  );
  const [source, ...others] = await inEveryLanguage(catalogue, specsDir, roots, options);
  const sources = new Map(source?.services.map((service) => [service.url, service]));
  const faultsOf = async (service: Service, file: string): Promise<Fault[]> => {
    const beside = await filesIn(roots, dirname(file));
    const { value } = await cache.remember(`${around} ${file} ${beside}`, async () => {
      const subject = await subjectOf(
        catalogue,
        sources.get(service.url) ?? service,
        others,
        file,
        specsDir,
        roots,
        rules,
        terms,
        personalTerms,
        today,
      );
      const found = await findFaultsInThread({ file, roots, subject }, secondsEach);
      return { value: found.faults, files: [...found.files, ...beside], isRepeatable: found.isRepeatable };
    });
    return readFaults(value);
  };
  // A standard is what stable services rely on, whoever else uses it.
  const sharedFindingOf = findingsIn('stable', null, measure);
  const isWanted = ({ id }: Service) => wanted?.includes(id) ?? true;
  const total = catalogue.services.filter(isWanted).length;
  let done = 0;
  options.onAssessed?.(done, total);
  const judged = await Promise.all(
    catalogue.services.map(async (service) => {
      if (!isWanted(service)) return { service, own: [], shared: [] };
      const faults = await faultsOf(service, join(specsDir, service.file));
      done += 1;
      options.onAssessed?.(done, total);
      const isShared = ({ file }: Fault) => file.startsWith(`${standardsDir}/`);
      const { assessment, violations } = judge(
        service,
        faults.filter((fault) => !isShared(fault)),
        measure,
      );
      const shared = faults.filter(isShared).map(sharedFindingOf);
      return { service: { ...service, assessment }, own: violations, shared };
    }),
  );
  const findings = [
    ...catalogue.findings,
    ...inOtherLanguages(catalogue, source === undefined ? others : [source, ...others], wanted),
    ...judged.flatMap(({ own }) => own),
    ...once(judged.flatMap(({ shared }) => shared)),
  ];
  return { ...catalogue, services: judged.map(({ service }) => service), guideline, findings };
}

/** What reading the specs found in another language only, such as an overlay that cannot be read. */
function inOtherLanguages(catalogue: Catalogue, languages: Catalogue[], wanted: string[] | undefined): Finding[] {
  const place = ({ rule, file, line, column }: Finding) => `${rule} ${file}:${line}:${column}`;
  const known = new Set(catalogue.findings.map(place));
  return languages
    .flatMap(({ findings }) => findings)
    .filter((finding) => wanted === undefined || wanted.includes(readServiceReference(finding.service ?? '')?.id ?? ''))
    .filter((finding) => !known.has(place(finding)) && known.add(place(finding)));
}

/** Each finding once, whichever services share the place. */
function once(findings: Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

async function subjectOf(
  catalogue: Catalogue,
  service: Service,
  others: Catalogue[],
  file: string,
  specsDir: string,
  roots: string[],
  rules: Map<string, Rule>,
  terms: Map<string, TermList>,
  personalTerms: PersonalTerms,
  today: string,
): Promise<Subject> {
  const folder = dirname(file);
  const locales = others.map(({ locale }) => locale);
  return {
    service,
    changelog: await textInside(roots, join(folder, 'CHANGELOG.md')),
    overlays: await readOverlays(folder, locales, roots),
    languages: catalogue.country.locales.map(({ id }) => id),
    translations: locales,
    personas: catalogue.personas,
    agencies: new Set(catalogue.agencies.map(({ id }) => id)),
    layers: new Set(catalogue.layers.map(({ id }) => id)),
    dataClasses: dataClassesOf(catalogue),
    standards: catalogue.standards,
    standardsDir: countryFiles(specsDir).standards,
    personalTerms,
    problemTypes: describedProblems(catalogue),
    translated: new Map(
      others.flatMap(({ locale, services }) => {
        const same = services.find(({ id, version }) => id === service.id && version === service.version);
        return same === undefined ? [] : [[locale, same] as const];
      }),
    ),
    terms,
    rules: new Set(rules.keys()),
    today,
  };
}

/** Without their names, which differ between languages: what is remembered holds for all of them. */
function dataClassesOf({ country }: Catalogue): Subject['dataClasses'] {
  return country.dataProtection.map(({ id, isOfPeople }) => ({ id, isOfPeople }));
}

/** A type that nobody has described has the words of its first example, and no remedy. */
function describedProblems({ problems }: Catalogue): Set<string> {
  return new Set(problems.filter(({ remedy }) => remedy !== '').map(({ id }) => id));
}

async function termsOf(files: CountryFiles, { country }: Catalogue): Promise<Map<string, TermList>> {
  const lists = await Promise.all(
    country.locales.map(async ({ id }) => [id, await readTerms(id, files.terms)] as const),
  );
  return new Map(lists.flatMap(([locale, list]) => (list === null ? [] : [[locale, list] as const])));
}

/**
 * The catalogue in every language; that of the specs, which is the country's first, comes first. Another language than the
 * given one has the services with an overlay in it: the others read the same.
 */
function inEveryLanguage(
  catalogue: Catalogue,
  specsDir: string,
  roots: string[],
  { services: wanted, cacheDir }: AssessOptions,
): Promise<Catalogue[]> {
  const known = [...catalogue.services, ...catalogue.broken].filter(({ id }) => wanted?.includes(id) ?? true);
  return Promise.all(
    catalogue.country.locales.map(async ({ id: locale }) => {
      if (locale === catalogue.locale) return catalogue;
      const overlays = [locale, catalogue.locale].map((language) => `${language}.overlay.yaml`);
      const translated = new Set<string>();
      for (const { id, file } of known) {
        const beside = await filesIn(roots, dirname(join(specsDir, file)));
        if (beside.some((path) => overlays.includes(basename(path)))) translated.add(id);
      }
      const services = translated.size === known.length ? wanted : [...translated];
      const messageLocale = catalogue.locale;
      return loadCatalogue({
        specsDir,
        locale,
        messageLocale,
        services,
        ...(cacheDir === undefined ? {} : { cacheDir }),
      });
    }),
  );
}

async function filesIn(roots: string[], dir: string): Promise<string[]> {
  return (await entriesInside(roots, dir)).filter(({ kind }) => kind === 'file').map(({ path }) => path);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
