import { paths } from 'jsonpath-rfc9535';
import type { OpenApiDocument } from '../catalogue/model.ts';
import type { Overlay } from './rule.ts';

/** The places a JSONPath (RFC 9535) finds in a document, as JSON Pointers; `null` where it is no JSONPath. */
export function findTargets(document: OpenApiDocument, target: string): string[] | null {
  try {
    return paths(document as never, target).map(pointerOf);
  } catch {
    return null;
  }
}

/** Line of the action that translates the text at a JSON Pointer, the last and nearest where there are several; else the first line. */
export function actionLine(document: OpenApiDocument, { actions }: Overlay, pointer: string): number {
  let nearest = { length: -1, line: 1 };
  for (const { target, line } of actions ?? []) {
    const found = findTargets(document, target)?.find((place) => `${pointer}/`.startsWith(`${place}/`));
    if (found !== undefined && found.length >= nearest.length) nearest = { length: found.length, line };
  }
  return nearest.line;
}

/** `$['info']['title']` becomes `/info/title`. */
function pointerOf(path: string): string {
  return [...path.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]/g)]
    .map(([, name, index]) => name?.replace(/\\(.)/g, '$1') ?? index ?? '')
    .map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
