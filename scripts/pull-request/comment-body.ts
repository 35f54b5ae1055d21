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
  const footer = `Checked: ${commit.slice(0, 12)} · [Full report](${url}) · To see it on pages, run in your checkout of the main branch: ${preview}. It takes the specs of this commit, and none of its code.
· [সম্পূর্ণ রিপোর্ট](${url}) · পাতায় দেখতে main ব্রাঞ্চের নিজের কপিতে চালান: ${preview}। এতে এই কমিটের শুধু স্পেক নেওয়া হয়, কোনো কোড নয়।`;
  const room = MAX_LENGTH - MARKER.length - footer.length - 200;
  const shown = text.length <= room ? text : cut(text, room);
  return `${MARKER}\n${shown === '' ? NOTHING : shown}\n\n---\n${footer}\n`;
}

const CUT = '… the report goes on in the full version, linked below. · বাকি অংশ নিচের লিংকের সম্পূর্ণ রিপোর্টে।';
const NOTHING =
  'The check ended before it had anything to say. The log of the run tells why. · কিছু জানানোর আগেই চেক থেমে গেছে। কারণ রানের লগে আছে।';

/** The lines that fit. What is folded away in the last of them is closed, so that it does not hide what follows. */
function cut(text: string, room: number): string {
  const end = text.lastIndexOf('\n', room);
  const shown = text.slice(0, end > 0 ? end : room);
  const open = shown.split('<details>').length - shown.split('</details>').length;
  return `${shown}\n\n${'</details>\n\n'.repeat(Math.max(0, open))}${CUT}`;
}

export function isOurs(body: unknown): boolean {
  return typeof body === 'string' && body.startsWith(MARKER);
}
