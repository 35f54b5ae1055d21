import { isNode, type Pair, type YAMLMap } from 'yaml';
import type { Edit } from '../edits.ts';
import { type Written, yamlText } from '../yaml-text.ts';

/** Keys to put into a mapping, and their values. */
export type NewPairs = Record<string, Written>;

/** A key and its value as they are written in YAML or JSON. */
export function pairText(name: string, value: Written, isJson: boolean): string {
  return isJson ? `${JSON.stringify(name)}: ${JSON.stringify(value)}` : `${name}: ${yamlText(value)}`;
}

/**
 * The edit that puts pairs behind one that is there, as the text around it is written: block or flow style, YAML or JSON,
 * with its line ends and indentation.
 */
export function insertPairs(text: string, map: YAMLMap, after: Pair, pairs: NewPairs, isJson: boolean): Edit {
  const key = isNode(after.key) ? after.key.range : undefined;
  const end = (isNode(after.value) ? after.value.range?.[1] : undefined) ?? key?.[1] ?? 0;
  const lineStart = text.lastIndexOf('\n', (key?.[0] ?? 0) - 1) + 1;
  const indent = text.slice(lineStart, key?.[0] ?? 0);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const written = Object.entries(pairs).map(([name, value]) => pairText(name, value, isJson));
  if (map.flow) {
    // Where each pair has a line of its own, so have the new ones.
    const separator = /^\s*$/.test(indent) && lineStart > 0 ? `,${newline}${indent}` : ', ';
    return { start: end, end, text: written.map((pair) => separator + pair).join('') };
  }
  const lines = written.map((pair) => `${indent}${pair}${newline}`).join('');
  if (text[end - 1] === '\n') return { start: end, end, text: lines };
  const lineEnd = text.indexOf('\n', end);
  if (lineEnd === -1) return { start: text.length, end: text.length, text: newline + lines };
  return { start: lineEnd + 1, end: lineEnd + 1, text: lines };
}
