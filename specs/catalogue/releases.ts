import { join } from 'node:path';
import { compareText } from '../base/compare-text.ts';
import { errorMessage } from '../base/error-message.ts';
import { changeText } from '../changes/report/texts.ts';
import { isObject, type JsonObject, objectsIn, stringOr, stringOrNull } from '../json/value.ts';
import type { Texts } from '../texts/texts.ts';
import { readDataFile } from './data-file.ts';
import type { Change, Release } from './model.ts';
import { parserMessage, type RawFinding } from './raw-finding.ts';
import { entriesInside } from './tree-files.ts';

/**
 * Version of the way in which scores are calculated. Raise it when that changes: scores of two versions cannot be compared,
 * so a release records it with its score.
 */
export const SCORING = 2;

const LEVELS: Change['level'][] = ['breaking', 'warning', 'harmless'];

/** Files of published versions in the folder of a spec, absolute; empty where it has none. */
export async function releaseFiles(folder: string, roots: string[] = [folder]): Promise<string[]> {
  const entries = await entriesInside(roots, join(folder, 'releases')).catch(() => []);
  return entries.filter(({ name }) => name.endsWith('.yaml')).map(({ path }) => path);
}

/** Published versions, newest first, with their changes in words. A file that is not one becomes a finding. */
export async function readReleases(
  files: string[],
  locale: string,
  texts: Texts,
  roots?: string[],
): Promise<{ releases: Release[]; findings: RawFinding[] }> {
  const releases: Release[] = [];
  const findings: RawFinding[] = [];
  for (const file of files) {
    try {
      releases.push(releaseOf(await readDataFile(file, roots), locale, texts));
    } catch (error) {
      const reason = errorMessage(error);
      findings.push(unreadable(file, reason.replace(`${file}: `, '')));
    }
  }
  return { releases: releases.sort(newestFirst), findings };
}

function releaseOf({ version, date, score, scoring, changes }: JsonObject, locale: string, texts: Texts): Release {
  if (typeof version !== 'string' || version === '') throw new Error('"version" is not a text such as "1.1.0".');
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    throw new Error('"date" is not a day such as "2026-11-23".');
  }
  const recorded = objectsIn(changes);
  return {
    version,
    date,
    // A score that was calculated in another way cannot be compared with today's.
    score: typeof score === 'number' && scoring === SCORING ? score : null,
    changes: recorded.map((change) => {
      const id = stringOr(change.id, '');
      return {
        id,
        // Whoever reads about a change of unknown weight should look at it.
        level: LEVELS.find((level) => level === change.level) ?? 'warning',
        operation: stringOrNull(change.operation),
        pointer: stringOr(change.pointer, ''),
        text: changeText({ id, values: textsIn(change.values) }, locale, texts),
      };
    }),
    renamedOperations: recorded
      .filter(({ id }) => id === 'api-operation-id-removed')
      .map(({ values }) => textsIn(values))
      .map(({ from = '', to = '' }) => ({ from, to })),
  };
}

function textsIn(values: unknown): Record<string, string> {
  if (!isObject(values)) return {};
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value ?? '')]));
}

const byNumbers = new Intl.Collator('en', { numeric: true });

/** Orders versions as Semantic Versioning does: `1.9.0`, `1.10.0-rc.1`, `1.10.0`. */
export function compareVersions(a: string, b: string): number {
  const [numbersOfA = '', stageOfA] = a.split(/-(.*)/s);
  const [numbersOfB = '', stageOfB] = b.split(/-(.*)/s);
  // What leads to a version comes before it.
  return (
    byNumbers.compare(numbersOfA, numbersOfB) ||
    Number(stageOfA === undefined) - Number(stageOfB === undefined) ||
    byNumbers.compare(stageOfA ?? '', stageOfB ?? '')
  );
}

function newestFirst(a: Release, b: Release): number {
  return compareText(b.date, a.date) || compareVersions(b.version, a.version);
}

function unreadable(file: string, reason: string): RawFinding {
  return {
    severity: 'error',
    rule: 'release-readable',
    file,
    line: 1,
    column: 1,
    message: { id: 'reading.no-release', values: { reason: parserMessage(reason) } },
    hint: { id: 'reading.no-release-hint' },
  };
}
