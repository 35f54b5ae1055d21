/** Ids of places on an operation's page. */

export function responseAnchor(status: string): string {
  return `response-${status}`;
}

/** Of the examples with one status; `null`: of those without any. */
export function examplesAnchor(status: string | null): string {
  return `examples-${status ?? 'none'}`;
}

export function exampleAnchor(name: string): string {
  return `example-${name.replaceAll(/\s+/g, '-')}`;
}
