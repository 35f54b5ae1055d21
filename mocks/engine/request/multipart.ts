import { malformed } from './messages.ts';

/** A field of a form: its name, and its value as text. */
export type FormField = [name: string, value: string];

const MAX_PARTS = 1000;
const LINE_END = '\r\n';
const HEAD_END = '\r\n\r\n';

/**
 * Reads a multipart/form-data body (RFC 7578). Files are read as text: what is in them is not checked.
 * Throws a `ProblemError` that says what is wrong with it.
 */
export function readMultipart(body: Buffer, boundary: string): FormField[] {
  const delimiter = `--${boundary}`;
  const fields: FormField[] = [];
  let at = body.indexOf(delimiter);
  if (at === -1) throw unreadable('no-boundary');
  while (true) {
    at += Buffer.byteLength(delimiter);
    if (body.subarray(at, at + 2).equals(CLOSING)) return fields;
    if (fields.length === MAX_PARTS) throw malformed('many-parts', { limit: MAX_PARTS });
    const head = body.indexOf(LINE_END, at);
    const headEnd = body.indexOf(HEAD_END, head);
    const end = headEnd === -1 ? -1 : body.indexOf(`${LINE_END}${delimiter}`, headEnd + LINE_END.length);
    if (head === -1 || end === -1) throw unreadable('cut-off');
    const name = nameIn(body.toString('utf8', head, headEnd));
    const value = body.toString('utf8', Math.min(headEnd + HEAD_END.length, end), end);
    fields.push([name, value]);
    at = end + LINE_END.length;
  }
}

const CLOSING = Buffer.from('--');
const NAME = /^content-disposition:\s*form-data\b[^\r\n]*?;\s*name=(?:"((?:[^"\\\r\n]|\\.)*)"|([^\s";]+))/im;

function nameIn(head: string): string {
  const match = NAME.exec(head);
  const name = match?.[1] ?? match?.[2];
  if (name === undefined) throw unreadable('no-name');
  return name.replace(/\\(.)/g, '$1').replaceAll('%22', '"');
}

function unreadable(reason: string) {
  return malformed('multipart', { reason: { id: `requests.multipart.${reason}` } });
}
