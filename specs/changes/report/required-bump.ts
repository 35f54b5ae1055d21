import type { RawChange } from '../change.ts';

/** Parts of ids that tell of something new in answers, beside promises that became narrower. */
const NEW_IN_ANSWERS = /(?<!pattern-|content-)(property|status|media-type|header)-added$|deprecated/;

/**
 * What Semantic Versioning asks of the next version: `major` when callers break, `minor` when they can do or get something
 * new or should look at something, `patch` when answers only became narrower, `none` when nothing changes for them.
 */
export function requiredBump(changes: RawChange[]): 'none' | 'patch' | 'minor' | 'major' {
  if (changes.length === 0) return 'none';
  if (changes.some(({ level }) => level === 'breaking')) return 'major';
  const isMinor = changes.some(
    ({ id, level }) => level === 'warning' || !id.startsWith('response-') || NEW_IN_ANSWERS.test(id),
  );
  return isMinor ? 'minor' : 'patch';
}
