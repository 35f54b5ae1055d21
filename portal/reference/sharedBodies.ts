import type { ResponseNodes } from './operationNodes.ts';

/** Errors that have the same body, so that it need be shown only once: groups of at least two, in the order of the spec. */
export function sharedBodies(errors: ResponseNodes[]): ResponseNodes[][] {
  const groups = new Map<string, ResponseNodes[]>();
  for (const error of errors) {
    const { contents } = error.response;
    if (contents.length === 0) continue;
    const body = JSON.stringify(contents.map(({ contentType, schema }) => [contentType, schema]));
    groups.set(body, [...(groups.get(body) ?? []), error]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
