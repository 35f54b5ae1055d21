import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { codeHash, digest, FileCache } from '../catalogue/cache.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import type { Catalogue, Finding, GuidelineRule, Service } from '../catalogue/model.ts';
import { standardsFolder } from '../catalogue/standards-folder.ts';
import { type Fault, findFaults } from './find-faults.ts';
import { loadRules } from './load-rules.ts';
import { readOverlays } from './overlays.ts';
import type { Rule, Subject } from './rule.ts';
import { CATEGORIES } from './score.ts';
import { type RuleTexts, readTexts } from './texts.ts';
import { findingOf, judge, type Measure } from './verdict.ts';

const SPECS = resolve(import.meta.dirname, '..');
const REPOSITORY = resolve(SPECS, '..');

/** Of the code as it was loaded: a process that goes on while files change must not sign old findings with the new code. */
const CODE = Promise.all(
  [import.meta.dirname, join(import.meta.dirname, 'rules'), join(SPECS, 'catalogue')].map(codeHash),
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
}

/** The pages of the guideline in one language, by category, then id. */
export async function readGuideline(locale: string): Promise<GuidelineRule[]> {
  const [rules, texts] = await Promise.all([loadRules(), readTexts(locale)]);
  return [...rules]
    .map(([id, { category, requiredFrom, points }]) => {
      const { title, why, fix, bad, good } = texts.get(id) ?? NO_TEXTS;
      return { id, category, title: title || id, why, bad, good, fix, requiredFrom, points };
    })
    .sort((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) || (a.id < b.id ? -1 : 1));
}

const NO_TEXTS: RuleTexts = { title: '', why: '', fix: '', bad: '', good: '', messages: {} };

/**
 * Holds every service against the guideline: fills `assessment`, the guideline itself, and adds the violations to the
 * findings, in the language of the catalogue. A service that has not changed is not looked at again. What is wrong with a
 * shared standard is found once, belongs to no service and costs none of them points.
 */
export async function assessCatalogue(catalogue: Catalogue, options: AssessOptions = {}): Promise<Catalogue> {
  const { cacheDir = join(REPOSITORY, '.cache', 'guideline'), services: wanted, today = isoDay(new Date()) } = options;
  const specsDir = resolve(options.specsDir ?? join(SPECS, 'services'));
  const standardsDir = standardsFolder(specsDir);
  const { locale } = catalogue;
  const [rules, texts, guideline] = await Promise.all([loadRules(), readTexts(locale), readGuideline(locale)]);
  const measure: Measure = { rules, texts, locale, specsDir, today };
  const cache = new FileCache(cacheDir);
  const around = digest(
    JSON.stringify([
      await CODE,
      await Promise.all((await filesBelow(standardsDir)).map((file) => readFile(file, 'utf8'))),
      catalogue.personas.map(({ id, identifiers, facts }) => [id, identifiers, facts]),
      catalogue.agencies.map(({ id }) => id),
      catalogue.layers.map(({ id }) => id),
      catalogue.country.locales,
      today,
    ]),
  );
  const [source, ...others] = await inEveryLanguage(catalogue, specsDir, options);
  const sources = new Map(source?.services.map((service) => [service.url, service]));
  const findings = [...catalogue.findings];
  const shared = new Map<string, Finding>();
  const services: Service[] = [];
  for (const service of catalogue.services) {
    if (wanted !== undefined && !wanted.includes(service.id)) {
      services.push(service);
      continue;
    }
    const file = join(specsDir, service.file);
    const { value: faults } = await cache.remember(`${around} ${file}`, async () => {
      const subject = await subjectOf(catalogue, sources.get(service.url) ?? service, others, file, rules, today);
      const found = await findFaults(file, [specsDir, standardsDir], subject, rules);
      return { value: found.faults, files: [...found.files, ...(await filesIn(dirname(file)))] };
    });
    const isShared = ({ file }: Fault) => file.startsWith(`${standardsDir}/`);
    for (const fault of faults.filter(isShared)) {
      const key = JSON.stringify([fault.rule, fault.file, fault.pointer, fault.message, fault.values]);
      const finding = findingOf(fault, service.lifecycle, null, measure);
      if (shared.get(key)?.severity !== 'error') shared.set(key, finding);
    }
    const own = faults.filter((fault) => !isShared(fault));
    const { assessment, violations } = judge(service, own, measure);
    services.push({ ...service, assessment });
    findings.push(...violations);
  }
  return { ...catalogue, services, guideline, findings: [...findings, ...shared.values()] };
}

async function subjectOf(
  catalogue: Catalogue,
  service: Service,
  others: Catalogue[],
  file: string,
  rules: Map<string, Rule>,
  today: string,
): Promise<Subject> {
  const folder = dirname(file);
  const locales = others.map(({ locale }) => locale);
  return {
    service,
    changelog: await readFile(join(folder, 'CHANGELOG.md'), 'utf8').catch(() => null),
    overlays: await readOverlays(folder, locales),
    translations: locales,
    personas: catalogue.personas,
    agencies: new Set(catalogue.agencies.map(({ id }) => id)),
    layers: new Set(catalogue.layers.map(({ id }) => id)),
    standards: catalogue.standards,
    translated: new Map(
      others.flatMap(({ locale, services }) => {
        const same = services.find(({ id, version }) => id === service.id && version === service.version);
        return same === undefined ? [] : [[locale, same] as const];
      }),
    ),
    rules: new Set(rules.keys()),
    today,
  };
}

/** The catalogue in every language; that of the specs, which is the country's first, comes first. */
function inEveryLanguage(
  catalogue: Catalogue,
  specsDir: string,
  { services, cacheDir }: AssessOptions,
): Promise<Catalogue[]> {
  return Promise.all(
    catalogue.country.locales.map(({ id: locale }) =>
      locale === catalogue.locale
        ? catalogue
        : loadCatalogue({ specsDir, locale, services, ...(cacheDir === undefined ? {} : { cacheDir }) }),
    ),
  );
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function filesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(dir, name))
    .sort();
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
