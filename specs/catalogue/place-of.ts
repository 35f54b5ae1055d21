import type * as Redocly from '@redocly/openapi-core';

type Core = Pick<typeof Redocly, 'getLineColLocation'>;

/** A place as Redocly names it: a node of a source by its `pointer`, with `#` before it, or line and column as they are. */
export type Node = Redocly.LocationObject;

/**
 * Line and column of a node. What has no place of its own, such as the nothing in `{ responses: }`, has that of its key; what
 * has none either, that of what it stands in.
 */
export function placeOf(core: Core, node: Node): Place {
  if (node.pointer === undefined) return { line: node.start.line, column: node.start.col };
  const { source, pointer, reportOnKey = false } = node;
  const at = (path: string, onKey: boolean) => {
    try {
      return core.getLineColLocation({ source, pointer: path, reportOnKey: onKey });
    } catch {
      // The parser that knows places stumbles over what the other one reads, such as `!!binary`.
      return { start: { line: 1, col: 1 } };
    }
  };
  // Redocly decodes what it never encoded.
  const path = pointer.replaceAll('%', '%25');
  const { start } = at(path, reportOnKey);
  if (start.line > 1 || start.col > 1) return { line: start.line, column: start.col };
  for (let part = path; part.length > '#/'.length; part = part.slice(0, part.lastIndexOf('/'))) {
    const key = at(part, true).start;
    if (key.line > 1 || key.col > 1) return { line: key.line, column: key.col };
  }
  return { line: 1, column: 1 };
}

export interface Place {
  line: number;
  column: number;
}

/** What a node is in its source, as it is written. */
export function writtenAt(core: Core, { source, pointer }: Node): string {
  if (pointer === undefined) return '';
  const { start, end } = core.getLineColLocation({ source, pointer: pointer.replaceAll('%', '%25') });
  if (end === undefined) return '';
  const lines = source.getLines().slice(start.line - 1, end.line);
  const last = lines.length - 1;
  if (lines[last] !== undefined) lines[last] = lines[last].slice(0, end.col - 1);
  if (lines[0] !== undefined) lines[0] = lines[0].slice(start.col - 1);
  return lines.join('\n');
}
