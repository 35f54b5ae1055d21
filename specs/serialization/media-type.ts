/** Whether a media type, with or without parameters, is JSON (RFC 8259, RFC 6839). */
export function isJsonMediaType(contentType: string): boolean {
  return /^\s*[\w!#$&^.*-]+\/(?:[\w!#$&^.*-]+\+)?json\s*(?:;|$)/i.test(contentType);
}

/** Whether a media type, with or without parameters, is XML (RFC 7303). */
export function isXmlMediaType(contentType: string): boolean {
  return /^[^;]*[/+]xml\s*(?:;|$)/i.test(contentType);
}
