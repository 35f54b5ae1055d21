/** Whether a media type, with or without parameters, is JSON (RFC 8259, RFC 6839). */
export function isJsonMediaType(contentType: string): boolean {
  return /^\s*[\w!#$&^.*-]+\/(?:[\w!#$&^.*-]+\+)?json\s*(?:;|$)/i.test(contentType);
}
