import { join } from 'node:path';
import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { textInside } from '../catalogue/tree-files.ts';
import { isObject, stringOr } from '../json/value.ts';
import type { Overlay } from './rule.ts';

/** The translations in the folder of a service, as `bn.overlay.yaml`. One that is no overlay has no actions and no texts. */
export async function readOverlays(folder: string, locales: string[], roots: string[]): Promise<Overlay[]> {
  const overlays: Overlay[] = [];
  for (const locale of locales) {
    const file = join(folder, `${locale}.overlay.yaml`);
    const text = await textInside(roots, file);
    if (text !== null) overlays.push({ locale, file, ...readContent(text) });
  }
  return overlays;
}

function readContent(text: string): Pick<Overlay, 'actions' | 'texts'> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const value = document.errors.length > 0 ? null : plainValue(document);
  if (!isObject(value) || !Array.isArray(value.actions)) return { actions: null, texts: [] };
  const actions = value.actions.flatMap((action, index) => {
    if (!isObject(action)) return [];
    const node = document.getIn(['actions', index], true) as { range?: [number, number, number] } | undefined;
    const update = isObject(action.update) ? action.update : null;
    return [{ target: stringOr(action.target, ''), update, line: lines.linePos(node?.range?.[0] ?? 0).line }];
  });
  return { actions, texts: textsIn(document, text, lines) };
}

/** Every value that is a string, as it reads and as it is written. */
function textsIn(document: Document, source: string, lines: LineCounter): Overlay['texts'] {
  const texts: Overlay['texts'] = [];
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || !isScalar(node) || typeof node.value !== 'string' || !node.range) return;
      const [start, end] = node.range;
      texts.push({ text: node.value, written: source.slice(start, end), line: lines.linePos(start).line });
    },
  });
  return texts;
}

/** `null` where aliases stand for more than can be written out. */
function plainValue(document: Document): unknown {
  try {
    return document.toJS();
  } catch {
    return null;
  }
}
