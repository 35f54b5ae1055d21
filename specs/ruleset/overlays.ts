import { join } from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { isObject, stringOr } from '../catalogue/data-file.ts';
import { textInside } from '../catalogue/tree-files.ts';
import type { Overlay } from './rule.ts';

/** The translations in the folder of a service, as `bn.overlay.yaml`. One that is no overlay has no actions. */
export async function readOverlays(folder: string, locales: string[], roots: string[]): Promise<Overlay[]> {
  const overlays: Overlay[] = [];
  for (const locale of locales) {
    const file = join(folder, `${locale}.overlay.yaml`);
    const text = await textInside(roots, file);
    if (text !== null) overlays.push({ locale, file, actions: readActions(text) });
  }
  return overlays;
}

function readActions(text: string): Overlay['actions'] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const value = document.errors.length > 0 ? null : plainValue(document);
  if (!isObject(value) || !Array.isArray(value.actions)) return null;
  return value.actions.flatMap((action, index) => {
    if (!isObject(action)) return [];
    const node = document.getIn(['actions', index], true) as { range?: [number, number, number] } | undefined;
    const update = isObject(action.update) ? action.update : null;
    return [{ target: stringOr(action.target, ''), update, line: lines.linePos(node?.range?.[0] ?? 0).line }];
  });
}

/** `null` where aliases stand for more than can be written out. */
function plainValue(document: Document): unknown {
  try {
    return document.toJS();
  } catch {
    return null;
  }
}
