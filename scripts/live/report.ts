import { join, relative } from 'node:path';
import type { Catalogue, Finding } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Languages } from './protocol.ts';
import { newFindings, type ReadCatalogue } from './read-catalogue.ts';

/** More names than this are only counted. */
const NAMES = 4;
const FINDINGS = 5;

/** What to say of a reload: a line of what happened, and what is wrong where. */
export function reloadReport(before: ReadCatalogue, now: ReadCatalogue, specsDir: string, seconds: number): string[] {
  const wasUnreadable = namesOf(before.read.broken);
  const newlyUnreadable = now.read.broken.filter((broken) => !wasUnreadable.has(serviceReference(broken)));
  const changed = changes(before, now);
  const lines: string[] = [];
  if (changed.length > 0) lines.push(`${changed.join(' ')} (${seconds.toFixed(1)} s)`);
  else if (newlyUnreadable.length === 0) {
    const still = now.read.broken.map(serviceReference);
    lines.push(
      still.length > 0
        ? `Read again. Still not readable: ${named(still)}.`
        : `Reloaded what the services share. (${seconds.toFixed(1)} s)`,
    );
  }
  const kept = namesOf(now.kept);
  for (const broken of newlyUnreadable) {
    const name = serviceReference(broken);
    lines.push(
      `${name} cannot be read. ${kept.has(name) ? 'The last valid version stays.' : 'It is listed as unreadable.'}`,
    );
  }
  return [...lines, ...faults(newFindings(before.read.findings, now.read.findings), specsDir)];
}

/**
 * What to say of the other languages.
 * @param seconds `null` where the reload has been told already
 */
export function translationReport(
  before: Languages | null,
  now: Languages,
  { read }: ReadCatalogue,
  specsDir: string,
  seconds: number | null,
): string[] {
  const lines = seconds === null ? [] : [`Reloaded translations. (${seconds.toFixed(1)} s)`];
  const told = new Set([...(before?.unreadable ?? []), ...namesOf(read.broken)]);
  const unreadable = now.unreadable.filter((name) => !told.has(name));
  if (unreadable.length > 0) lines.push(`Translation not readable, pages stay as they were: ${named(unreadable)}.`);
  return [...lines, ...faults(newFindings([...(before?.findings ?? []), ...read.findings], now.findings), specsDir)];
}

/** How the scores have changed, and which errors against the guideline are new. */
export function scoreReport({ catalogue: before }: ReadCatalogue, now: ReadCatalogue, specsDir: string): string[] {
  const had = byName(before);
  const lines: string[] = [];
  for (const service of now.catalogue.services) {
    const { assessment } = service;
    const old = had.get(serviceReference(service))?.assessment ?? null;
    if (assessment === null || assessment.score === old?.score) continue;
    lines.push(`${serviceReference(service)}: score ${old === null ? '' : `${old.score} → `}${assessment.score}`);
  }
  const told = [...before.findings, ...now.read.findings];
  const errors = newFindings(told, now.catalogue.findings).filter(({ severity }) => severity === 'error');
  return [
    ...(lines.length > NAMES ? [`${lines.length} services have another score.`] : lines),
    ...faults(errors, specsDir),
  ];
}

/** A fault, where it is, and what to do about it. */
export function findingLines({ file, line, message, hint }: Finding, specsDir: string): string[] {
  return [`  ${relative(process.cwd(), join(specsDir, file))}:${line}  ${message}`, `    ${hint}`];
}

function faults(findings: Finding[], specsDir: string): string[] {
  const lines = findings.slice(0, FINDINGS).flatMap((finding) => findingLines(finding, specsDir));
  if (findings.length > FINDINGS) lines.push(`  … and ${findings.length - FINDINGS} more: "npm run check" lists them.`);
  return lines;
}

function changes(before: ReadCatalogue, now: ReadCatalogue): string[] {
  const had = byName(before.catalogue);
  const has = byName(now.catalogue);
  const wasUnreadable = namesOf(before.read.broken);
  const isUnreadable = namesOf(now.read.broken);
  const names = [...has.keys()];
  const parts: [string, string[]][] = [
    [
      'Reloaded',
      names.filter(
        (name) => had.has(name) && had.get(name)?.document !== has.get(name)?.document && !wasUnreadable.has(name),
      ),
    ],
    ['Readable again:', names.filter((name) => wasUnreadable.has(name) && !isUnreadable.has(name))],
    ['New:', names.filter((name) => !had.has(name) && !wasUnreadable.has(name))],
    ['Gone:', [...had.keys()].filter((name) => !has.has(name) && !isUnreadable.has(name))],
  ];
  return parts.filter(([, list]) => list.length > 0).map(([what, list]) => `${what} ${named(list)}.`);
}

function named(names: string[]): string {
  return names.length > NAMES ? `${names.length} services` : names.join(', ');
}

function byName({ services }: Catalogue): Map<string, Catalogue['services'][number]> {
  return new Map(services.map((service) => [serviceReference(service), service]));
}

function namesOf(services: { id: string; version: string }[]): Set<string> {
  return new Set(services.map(serviceReference));
}
