import type { RawChange } from './raw-change.ts';

/** What Semantic Versioning asks of the next version: nothing changed, a note, something new, or something broken. */
export function requiredBump(changes: RawChange[]): 'none' | 'patch' | 'minor' | 'major' {
  if (changes.length === 0) return 'none';
  if (changes.some(({ level }) => level === 'breaking')) return 'major';
  return changes.some(({ id }) => /added|new-|loosened|increased|decreased|optional|unset|deprecated/.test(id))
    ? 'minor'
    : 'patch';
}
