const WITHOUT_BODY = new Set(['get', 'head', 'delete', 'trace']);

/**
 * Whether a `requestBody` has no effect: OpenAPI 3.0 ignores it where HTTP gives a body no meaning (3.0.3 Operation Object;
 * RFC 9110, section 9.3), 3.1 allows it with every method.
 * @param openapi version of the document, such as `3.0.3`
 * @param method in lower case
 */
export function ignoresRequestBody(openapi: string, method: string): boolean {
  return openapi.startsWith('3.0') && WITHOUT_BODY.has(method);
}
