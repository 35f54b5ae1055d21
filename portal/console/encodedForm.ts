import type { JsonValue } from '@dpi/specs/model';

export interface EncodedBody {
  contentType: string;
  body: string;
}

const BOUNDARY = 'form-boundary-of-the-console';

/**
 * A body as it goes over the wire. Forms stand in the editor as JSON objects and are encoded here; whatever else stands
 * there is sent as it is.
 */
export function encodedForm(contentType: string, text: string): EncodedBody {
  const asItIs = { contentType, body: text };
  const isMultipart = contentType === 'multipart/form-data';
  if (!isMultipart && contentType !== 'application/x-www-form-urlencoded') return asItIs;
  const fields = fieldsOf(text);
  if (fields === null) return asItIs;
  if (!isMultipart) return { contentType, body: new URLSearchParams(fields).toString() };
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${quotable(name)}"\r\n\r\n${value}\r\n`,
  );
  return { contentType: `${contentType}; boundary=${BOUNDARY}`, body: `${parts.join('')}--${BOUNDARY}--\r\n` };
}

/** Name and value of each field, the items of a list one by one; `null` where the text is no JSON object. */
function fieldsOf(text: string): [string, string][] | null {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.entries(value).flatMap(([name, field = null]) =>
    (Array.isArray(field) ? field : [field]).map((item): [string, string] => [name, plainText(item)]),
  );
}

function plainText(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** As browsers write names of fields (HTML, multipart/form-data encoding). */
function quotable(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
