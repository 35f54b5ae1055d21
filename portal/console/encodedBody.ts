import type { JsonValue } from '@dpi/specs/json-value';
import { isFormMediaType, writeBody } from '@dpi/specs/serialization';
import type { PageOperation } from '../reference/operationPage.ts';

/**
 * A body as it goes over the wire. Forms stand in the editor as JSON objects and are encoded here; whatever else stands
 * there is sent as it is.
 */
export function encodedBody(
  { requestBody }: Pick<PageOperation, 'requestBody'>,
  contentType: string,
  text: string,
): { contentType: string; body: string } {
  const value = isFormMediaType(contentType) ? parsedObject(text) : null;
  if (value === null) return { contentType, body: text };
  const content = requestBody?.contents.find((one) => one.contentType === contentType);
  return writeBody(contentType, value, content?.encoding ?? {});
}

function parsedObject(text: string): Extract<JsonValue, object> | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
