import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { errorMessage } from '../base/error-message.ts';
import { countryFiles } from '../catalogue/country-files.ts';
import { loadCatalogue, UnknownServiceError } from '../catalogue/load.ts';
import type { Catalogue, Service } from '../catalogue/model.ts';
import { compareVersions, SCORING } from '../catalogue/releases.ts';
import { readServiceReference, serviceReference } from '../catalogue/service-reference.ts';
import { compareSpecs, type RawChange, requiredBump } from '../changes/index.ts';
import { openBase } from '../check/base.ts';
import { checkTexts } from '../check/texts.ts';
import { versionFinding } from '../check/version-bump.ts';
import { assessCatalogue } from '../ruleset/index.ts';
import { openPlatformTexts } from '../texts/index.ts';
import { commitOfVersion } from './commit-of-version.ts';

/** A version cannot be recorded; the message says why and what to do. */
export class ReleaseError extends Error {
  /** Whether whoever typed the command asked for something that is not there. */
  readonly isWrongUse: boolean;

  constructor(message: string, isWrongUse = false) {
    super(message);
    this.isWrongUse = isWrongUse;
  }
}

export interface PublishOptions {
  /** Folder of services. */
  specsDir: string;
  /** `<service>`, or `<service>/v<major>` where it has several. */
  name: string;
  /** Day of publication, as `2026-11-23`. */
  today: string;
  /** Where to remember what has not changed; `null` keeps nothing. */
  cacheDir?: null;
}

/** What was recorded. */
export interface Published {
  /** Absolute path of the record. */
  file: string;
  version: string;
  /** Version it was compared with; `null`: it is the first. */
  previous: string | null;
  score: number | null;
  changes: RawChange[];
}

/**
 * Records the version that `info.version` names as published: its day, its score, and what changed for callers since the
 * version that was recorded last, whose spec is taken from git.
 * @throws ReleaseError where there is nothing to record, or the earlier spec cannot be had
 */
export async function publishRelease(options: PublishOptions): Promise<Published> {
  const { specsDir, name, today, ...cache } = options;
  const { id, version: major = undefined } = readServiceReference(name) ?? { id: name };
  const read = await loadOne({ specsDir, id, ...cache });
  const service = theVersion(read, id, major);
  const { release: version, releases } = service;
  if (!/^\d+\.\d+\.\d+/.test(version)) {
    throw new ReleaseError(
      `${service.file}: info.version is "${version}". A release needs three numbers, such as 1.0.0.`,
    );
  }
  const [previous] = releases;
  if (releases.some((known) => known.version === version)) {
    throw new ReleaseError(
      `${version} of ${id} was published already. Raise info.version in ${service.file}, and say in CHANGELOG.md what changed.`,
    );
  }
  const above = releases.find((known) => compareVersions(known.version, version) > 0);
  if (above !== undefined) {
    throw new ReleaseError(
      `${service.file}: info.version is ${version}, but ${above.version} has been published. A new version has a higher number.`,
    );
  }
  const before = previous === undefined ? null : await serviceAt(specsDir, service, previous.version);
  const changes = before === null ? [] : compareSpecs(before.document, service.document, today);
  const text = checkTexts(await openPlatformTexts(countryFiles(specsDir)), read.locale);
  const bump = before && versionFinding(service, before, requiredBump(changes), '', text);
  if (bump) throw new ReleaseError(`${service.file}: ${bump.message} ${bump.hint}`);
  const assessed = await assessCatalogue(read, { specsDir, services: [id], today, ...cache });
  const score = assessed.services.find(({ url }) => url === service.url)?.assessment?.score ?? null;
  const file = join(dirname(join(specsDir, service.file)), 'releases', `${version}.yaml`);
  await mkdir(dirname(file), { recursive: true });
  // Not even a record that the reader could not make sense of is written over.
  await writeFile(file, stringify({ version, date: today, score, scoring: SCORING, changes }), { flag: 'wx' }).catch(
    (error) => {
      throw new ReleaseError(`${file} cannot be written: ${errorMessage(error)}`);
    },
  );
  return { file, version, previous: previous?.version ?? null, score, changes };
}

async function loadOne(options: { specsDir: string; id: string; cacheDir?: null }): Promise<Catalogue> {
  const { specsDir, id, ...cache } = options;
  try {
    return await loadCatalogue({ specsDir, services: [id], ...cache });
  } catch (error) {
    if (error instanceof UnknownServiceError) throw new ReleaseError(error.message, true);
    throw error;
  }
}

function theVersion({ services, broken }: Catalogue, id: string, major: string | undefined): Service {
  const [unread] = broken.filter(({ version }) => major === undefined || version === major);
  if (unread !== undefined) {
    const [finding] = unread.findings;
    throw new ReleaseError(`${unread.file} cannot be read: ${finding?.message ?? ''} Run "npm run check -- ${id}".`);
  }
  const fitting = services.filter(({ version }) => major === undefined || version === major);
  const names = services.map(({ version }) => serviceReference({ id, version })).join(', ');
  const [service] = fitting;
  if (service === undefined) throw new ReleaseError(`There is no ${id}/${major}. There are: ${names}.`, true);
  if (fitting.length > 1) throw new ReleaseError(`${id} has several versions. Name one of: ${names}.`, true);
  return service;
}

/** The service as it last was at a version that git knows. */
async function serviceAt(specsDir: string, { id, version, file }: Service, release: string): Promise<Service> {
  const commit = await commitOfVersion(join(specsDir, file), release);
  if (commit === null) {
    throw new ReleaseError(
      `The last published version of ${id} is ${release}, and git has no commit with it. Commit it, or fetch the whole history ("git fetch --unshallow").`,
    );
  }
  const base = await openBase(commit, specsDir);
  try {
    const { services } = await loadCatalogue({ specsDir: base.specsDir, services: [id], cacheDir: null });
    const before = services.find((known) => known.version === version);
    if (before === undefined) {
      throw new ReleaseError(`${file} cannot be read as it was at ${release} (commit ${commit.slice(0, 10)}).`);
    }
    return before;
  } finally {
    await base.close();
  }
}
