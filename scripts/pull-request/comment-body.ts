import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands at the head of our comment, so that the next run finds it; nobody sees it. */
export const MARKER = '<!-- dpi-check -->';

/** What GitHub takes; GitLab takes more. */
const MAX_LENGTH = 65_000;

export interface CommentedRun {
  /** Where the whole report is. */
  url: string;
  /** What was checked, as a hash. */
  commit: string;
  /** Where the portal answers: rules have their pages there; `null` where nobody knows. */
  portalUrl: string | null;
}

/**
 * The comment, of a report that somebody else may have written: it carries one marker, calls nobody by name, gives the forge no
 * command, and is cut where it is too long.
 */
export function commentBody(report: string, { url, commit, portalUrl }: CommentedRun): string {
  const text = report
    .replaceAll('<!--', '&lt;!--')
    // A zero-width space behind the sign: what looks like a name, or like the number of an issue, notifies no one.
    .replaceAll(/@(?=[\w-])|#(?=\d)/g, '$&\u200b')
    // GitLab takes a line that begins so for a command, such as /approve.
    .replaceAll(/^([ \t]*)\/(?=\w)/gm, '$1\\/')
    .replaceAll(/\[([\w-]+)\]\((\/[\w/-]*)\)/g, portalUrl === null ? '`$1`' : `[$1](${portalUrl}$2)`)
    .trim();
  // A reviewer runs code that was reviewed: specs alone are taken from the commit.
  const preview = `\`git fetch origin ${commit} && npm run preview -- ${commit}\``;
  const footer = inAllLanguages('checked', '\n', { commit: commit.slice(0, 12), url, preview });
  const room = MAX_LENGTH - MARKER.length - footer.length - 200;
  const shown = text.length <= room ? text : cut(text, room);
  return `${MARKER}\n${shown === '' ? inAllLanguages('nothing', ' · ') : shown}\n\n---\n${footer}\n`;
}

/**
 * What the comment itself says, in each language for which there is a file, English first. JSON, because a bare Node reads
 * it: where the comment is posted, no package is installed.
 */
const TEXTS = readdirSync(import.meta.dirname)
  .filter((name) => /^comment\.[\w-]+\.json$/.test(name))
  .sort((a, b) => Number(b === 'comment.en.json') - Number(a === 'comment.en.json') || (a < b ? -1 : 1))
  .map((name): Record<string, string> => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')));

function inAllLanguages(id: string, between: string, values: Record<string, string> = {}): string {
  return TEXTS.flatMap((texts) => texts[id] ?? [])
    .map((text) => text.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place))
    .join(between);
}

/** The lines that fit. What is folded away in the last of them is closed, so that it does not hide what follows. */
function cut(text: string, room: number): string {
  const end = text.lastIndexOf('\n', room);
  const shown = text.slice(0, end > 0 ? end : room);
  const open = shown.split('<details>').length - shown.split('</details>').length;
  return `${shown}\n\n${'</details>\n\n'.repeat(Math.max(0, open))}${inAllLanguages('cut', ' · ')}`;
}

export function isOurs(body: unknown): boolean {
  return typeof body === 'string' && body.startsWith(MARKER);
}
