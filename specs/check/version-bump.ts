import type { Finding, Service } from '../catalogue/model.ts';
import { serviceReference } from '../catalogue/service-reference.ts';
import type { CheckTexts } from './texts.ts';

const BUMPS = ['none', 'patch', 'minor', 'major'] as const;
export type Bump = (typeof BUMPS)[number];

/**
 * Whether the version says what the change does to callers (Semantic Versioning); `null` when it does.
 * @param source text of the OpenAPI file
 */
export function versionFinding(
  service: Service,
  before: Service,
  required: Bump,
  source: string,
  checkText: CheckTexts,
): Finding | null {
  // Nobody builds on a draft, and an alpha may still change; both say so by their stage.
  const isFree = before.lifecycle === 'draft' || before.lifecycle === 'alpha';
  const needed = isFree && required === 'major' ? 'minor' : required;
  const actual = bumpBetween(before.release, service.release);
  if (actual === null || BUMPS.indexOf(actual) >= BUMPS.indexOf(needed)) return null;
  const values = { from: before.release, to: service.release, bump: needed, next: nextVersion(before.release, needed) };
  const text = (name: string) => checkText('version-bump', name, values);
  return {
    severity: 'error',
    rule: 'version-bump',
    service: serviceReference(service),
    file: service.file,
    ...versionPlace(source),
    message: text(before.release === service.release ? 'same' : 'changed'),
    hint: text(needed === 'major' ? 'major' : 'hint'),
  };
}

/** Where `info.version` stands: the first key of that name after `info`. */
function versionPlace(source: string): { line: number; column: number } {
  const lines = source.split('\n');
  const info = lines.findIndex((line) => /^\s*["']?info["']?\s*:/.test(line));
  const line = lines.findIndex((text, index) => index >= Math.max(0, info) && VERSION.test(text));
  const column = lines[line]?.search(/["']?\bversion\b/) ?? -1;
  return { line: Math.max(0, line) + 1, column: Math.max(0, column) + 1 };
}

const VERSION = /(^|[\s{,])["']?version["']?\s*:/;

/** `null` where one of them is no version of three numbers; the rule `version-semver` says so. */
function bumpBetween(from: string, to: string): Bump | null {
  const [a, b] = [numbersOf(from), numbersOf(to)];
  if (a === null || b === null) return null;
  const index = [0, 1, 2].find((place) => a[place] !== b[place]);
  if (index === undefined) return 'none';
  // A version that goes back is no step at all.
  if ((b[index] ?? 0) < (a[index] ?? 0)) return 'none';
  return BUMPS[3 - index] ?? 'none';
}

function nextVersion(from: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = numbersOf(from) ?? [];
  if (bump === 'major') return `${major + 1}.0.0`;
  return bump === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

function numbersOf(version: string): number[] | null {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  return match === null ? null : match.slice(1).map(Number);
}
