import { paths } from 'jsonpath-rfc9535';
import type { OpenApiDocument } from '../catalogue/model.ts';
import { pointerTo } from '../json/pointer.ts';
import type { Overlay } from './rule.ts';

/** The places a JSONPath (RFC 9535) finds in a document, as JSON Pointers; `null` where it is no JSONPath. */
export function findTargets(document: OpenApiDocument, target: string): string[] | null {
  try {
    return paths(document as never, target).map(pointerOf);
  } catch {
    return null;
  }
}

/**
 * Tells the line of the action that translates the text at a JSON Pointer, the last and nearest where there are several; else
 * the first line.
 */
export function actionLines(document: OpenApiDocument, { actions }: Overlay): (pointer: string) => number {
  let targets: { place: string; line: number }[] | null = null;
  return (pointer) => {
    targets ??= (actions ?? []).flatMap(({ target, line }) =>
      (findTargets(document, target) ?? []).map((place) => ({ place, line })),
    );
    let nearest = { length: -1, line: 1 };
    for (const { place, line } of targets)
      if (place.length >= nearest.length && `${pointer}/`.startsWith(`${place}/`))
        nearest = { length: place.length, line };
    return nearest.line;
  };
}

/** `$['info']['title']` becomes `/info/title`. */
function pointerOf(path: string): string {
  const parts = [...path.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]/g)];
  return pointerTo(parts.map(([, name, index]) => name?.replace(/\\(.)/g, '$1') ?? index ?? ''));
}
