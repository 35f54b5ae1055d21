import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { codeHash, digest, FileCache } from '../catalogue/cache.ts';
import { isObject, stringOr } from '../catalogue/data-file.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import type { Assessment, Catalogue, Finding, GuidelineRule, Service } from '../catalogue/model.ts';
import { type Fault, findFaults } from './find-faults.ts';
import { loadRules } from './load-rules.ts';
import { isRequiredAt, type Overlay, operationAt, type Rule, type Subject } from './rule.ts';
import { CATEGORIES, score } from './score.ts';
import { fillMessage, type RuleTexts, readTexts } from './texts.ts';
import { readWaivers, waiverFor } from './waivers.ts';

const SPECS = resolve(import.meta.dirname, '..');
const REPOSITORY = resolve(SPECS, '..');
const STANDARDS = join(SPECS, 'standards');

/** Of the code as it was loaded: a process that goes on while files change must not sign old findings with the new code. */
const CODE = Promise.all([codeHash(import.meta.dirname), codeHash(join(import.meta.dirname, 'rules'))]);

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
 * findings, in the language of the catalogue. A service that has not changed is not looked at again.
 */
export async function assessCatalogue(catalogue: Catalogue, options: AssessOptions = {}): Promise<Catalogue> {
  const { cacheDir = join(REPOSITORY, '.cache', 'guideline'), services: wanted, today = isoDay(new Date()) } = options;
  const specsDir = resolve(options.specsDir ?? join(SPECS, 'services'));
  const [rules, texts, guideline] = await Promise.all([
    loadRules(),
    readTexts(catalogue.locale),
    readGuideline(catalogue.locale),
  ]);
  const cache = new FileCache(cacheDir);
  const around = digest(
    JSON.stringify([
      await CODE,
      await Promise.all((await filesBelow(STANDARDS)).map((file) => readFile(file, 'utf8'))),
      catalogue.personas.map(({ id, identifiers, facts }) => [id, identifiers, facts]),
      catalogue.agencies.map(({ id }) => id),
      catalogue.layers.map(({ id }) => id),
      catalogue.country.locales,
      today,
    ]),
  );
  const [source, ...others] = await inEveryLanguage(catalogue, specsDir);
  const sources = new Map(source?.services.map((service) => [service.url, service]));
  const findings = [...catalogue.findings];
  const services: Service[] = [];
  for (const service of catalogue.services) {
    if (wanted !== undefined && !wanted.includes(service.id)) {
      services.push(service);
      continue;
    }
    const file = join(specsDir, service.file);
    const { value: faults } = await cache.remember(`${around} ${file}`, async () => ({
      value: await faultsOf(catalogue, sources.get(service.url) ?? service, others, file, specsDir, rules, today),
      files: await filesBelow(dirname(file)),
    }));
    const { assessment, violations } = assess(service, faults, rules, texts, specsDir, today);
    services.push({ ...service, assessment });
    findings.push(...violations);
  }
  return { ...catalogue, services, guideline, findings };
}

async function faultsOf(
  catalogue: Catalogue,
  service: Service,
  others: Catalogue[],
  file: string,
  specsDir: string,
  rules: Map<string, Rule>,
  today: string,
): Promise<Fault[]> {
  const folder = dirname(file);
  const locales = others.map(({ locale }) => locale);
  const subject: Subject = {
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
  return findFaults(file, [specsDir, STANDARDS], subject, rules);
}

/** The catalogue in every language; that of the specs, which is the country's first, comes first. */
function inEveryLanguage(catalogue: Catalogue, specsDir: string): Promise<Catalogue[]> {
  return Promise.all(
    catalogue.country.locales.map(({ id }) =>
      id === catalogue.locale ? catalogue : loadCatalogue({ specsDir, locale: id }),
    ),
  );
}

async function readOverlays(folder: string, locales: string[]): Promise<Overlay[]> {
  const overlays: Overlay[] = [];
  for (const locale of locales) {
    const file = join(folder, `${locale}.overlay.yaml`);
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) overlays.push({ locale, file, actions: readActions(text) });
  }
  return overlays;
}

function readActions(text: string): Overlay['actions'] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const value: unknown = document.toJS();
  if (document.errors.length > 0 || !isObject(value) || !Array.isArray(value.actions)) return null;
  return value.actions.flatMap((action, index) => {
    if (!isObject(action)) return [];
    const node = document.getIn(['actions', index], true) as { range?: [number, number, number] } | undefined;
    const update = isObject(action.update) ? action.update : null;
    return [{ target: stringOr(action.target, ''), update, line: lines.linePos(node?.range?.[0] ?? 0).line }];
  });
}

function assess(
  service: Service,
  faults: Fault[],
  rules: Map<string, Rule>,
  texts: Map<string, RuleTexts>,
  specsDir: string,
  today: string,
): { assessment: Assessment; violations: Finding[] } {
  const waivers = readWaivers(service, today);
  const violations: Finding[] = [];
  const byRule = new Map<string, Finding[]>();
  const places = new Map<string, Set<string>>();
  for (const fault of faults) {
    if (waiverFor(waivers, fault.rule, fault.pointer) !== undefined) continue;
    const finding = findingOf(fault, service, rules.get(fault.rule), texts.get(fault.rule), specsDir);
    violations.push(finding);
    if (!rules.has(fault.rule)) continue;
    byRule.set(fault.rule, [...(byRule.get(fault.rule) ?? []), finding]);
    const place = operationAt(fault.pointer) ?? `${fault.file}${fault.pointer}`;
    places.set(fault.rule, (places.get(fault.rule) ?? new Set()).add(place));
  }
  const result = score(rules, places, service.operations.length);
  const losses = result.losses.map((loss) => ({ ...loss, findings: byRule.get(loss.rule) ?? [] }));
  return { assessment: { ...result, losses, waivers }, violations };
}

function findingOf(
  fault: Fault,
  service: Service,
  rule: Rule | undefined,
  texts: RuleTexts | undefined,
  specsDir: string,
): Finding {
  const required = rule !== undefined && isRequiredAt(service.lifecycle, rule.requiredFrom);
  const message =
    fault.message === null ? fault.text : (texts?.messages[fault.message] ?? `${fault.rule}: ${fault.message}`);
  return {
    severity: rule === undefined ? fault.severity : required ? 'error' : 'warning',
    rule: fault.rule,
    service: `${service.id}/${service.version}`,
    file: relative(specsDir, fault.file),
    line: fault.line,
    column: fault.column,
    message: fillMessage(message, fault.values),
    hint: texts?.fix.split('\n')[0] ?? `https://redocly.com/docs/cli/rules/oas/${fault.rule}`,
  };
}

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
