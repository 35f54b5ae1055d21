import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Message, MessageValues } from '@dpi/specs/texts';

/** A text of `conformance.<name>`. */
export function said(name: string, values: MessageValues = {}): Message {
  return { id: `conformance.${name}`, values };
}

/** A value in a few words. */
export function shown(value: JsonValue): Message | string {
  if (Array.isArray(value)) return said('shown.list', { count: value.length });
  if (isObject(value)) {
    const members = Object.keys(value).slice(0, 5).join(', ');
    return members === '' ? said('shown.empty-object') : said('shown.object', { members });
  }
  return quoted(value);
}

/** A value that holds no others, as JSON; its beginning where it is long. */
export function quoted(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Where a difference is, for people. @param at as in a difference of the report */
export function placeText(at: string): Message | string {
  if (at.startsWith('/')) return at;
  const [, header] = /^header (.+)$/.exec(at) ?? [];
  return header === undefined ? said(`place.${at.replaceAll(' ', '-')}`) : said('place.header', { name: header });
}
