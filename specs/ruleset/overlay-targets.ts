import { paths } from 'jsonpath-rfc9535';
import type { OpenApiDocument } from '../catalogue/model.ts';

/** How many places a JSONPath (RFC 9535) finds in a document; `null` where it is no JSONPath. */
export function findTargets(document: OpenApiDocument, target: string): number | null {
  try {
    return paths(document as never, target).length;
  } catch {
    return null;
  }
}
