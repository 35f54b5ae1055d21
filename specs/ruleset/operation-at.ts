import type { Oas3Visitor, UserContext } from '@redocly/openapi-core';
import { unescapeSegment } from '../json/pointer.ts';
import { isObject } from '../json/value.ts';

/** Says which operation a node is part of, such as `POST /transfers` or, of a callback, `POST transferDone`; empty where it is part of none. */
export type OperationAt = (context: Pick<UserContext, 'location'>) => string;

const CALLBACK = /\/callbacks\/([^/]+)\/[^/]+(?:\/(get|put|post|delete|options|head|patch|trace)(?=\/|$))?/;

/** Whether a node is part of a callback: a call that the service makes, and the caller answers. */
export function isInCallback({ location }: Pick<UserContext, 'location'>): boolean {
  return CALLBACK.test(location.pointer);
}

/** `POST /transfers` for a place below the paths or webhooks of a document, else `null`. */
export function operationIn(pointer: string): string | null {
  const match = /#\/(?:paths|webhooks)\/([^/]+)\/(get|put|post|delete|options|head|patch|trace)(?=\/|$)/.exec(pointer);
  if (match === null) return null;
  return operationName(match[2], unescapeSegment(match[1] ?? ''));
}

const METHOD = /\/(get|put|post|delete|options|head|patch|trace)(?=\/|$)/g;

/**
 * Knows the operations of one document, those included whose path is a reference to a component or to a file of its own. The
 * visitor must be the first of all: it notes where each path leads.
 */
export function knownOperations(): { visitor: Oas3Visitor; operationAt: OperationAt } {
  const pathAt = new Map<string, string>();
  const note = (items: unknown, { resolve }: UserContext) => {
    for (const [path, item] of Object.entries(isObject(items) ? items : {})) {
      if (!isObject(item) || typeof item.$ref !== 'string') continue;
      const { location } = resolve(item);
      if (location !== undefined && !pathAt.has(location.absolutePointer)) pathAt.set(location.absolutePointer, path);
    }
  };
  const operationAt: OperationAt = ({ location: { absolutePointer } }) => {
    const callback = CALLBACK.exec(absolutePointer);
    if (callback?.[2] !== undefined) return operationName(callback[2], unescapeSegment(callback[1] ?? ''));
    const here = operationIn(absolutePointer);
    if (here !== null) return here;
    for (const { index, 1: method } of absolutePointer.matchAll(METHOD)) {
      const path = pathAt.get(absolutePointer.slice(0, index).replace(/#$/, ''));
      if (path !== undefined) return operationName(method, path);
    }
    return '';
  };
  return { visitor: { Paths: note, WebhooksMap: note }, operationAt };
}

function operationName(method = '', path = ''): string {
  return `${method.toUpperCase()} ${path}`;
}
