/** Stands at the head of our comment, so that the next run finds it; nobody sees it. */
export const MARKER = '<!-- dpi-check -->';

/** What GitHub takes; GitLab takes more. */
const MAX_LENGTH = 65_000;

/**
 * The comment, of a report that somebody else may have written: it carries one marker, calls nobody by name, and is cut where
 * it is too long.
 * @param runUrl where the whole report and the preview are
 */
export function commentBody(report: string, runUrl: string): string {
  const text = report
    .replaceAll('<!--', '&lt;!--')
    // A zero-width space behind the sign: what looks like a name notifies no one.
    .replaceAll(/@(?=[\w-])/g, '@\u200b')
    .trim();
  const footer = `[Full report and preview of the pages](${runUrl}) · সম্পূর্ণ রিপোর্ট ও পাতার প্রিভিউ একই লিংকে`;
  const room = MAX_LENGTH - MARKER.length - footer.length - CUT.length - 20;
  const shown = text.length <= room ? text : `${text.slice(0, text.lastIndexOf('\n', room))}${CUT}`;
  return `${MARKER}\n${shown === '' ? NOTHING : shown}\n\n---\n${footer}\n`;
}

const CUT = '\n\n… the report goes on in the full version, linked below.';
const NOTHING = 'The check ended before it had anything to say. The log of the run tells why.';

export function isOurs(body: unknown): boolean {
  return typeof body === 'string' && body.startsWith(MARKER);
}
