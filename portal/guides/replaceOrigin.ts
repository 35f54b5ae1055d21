import { type ComponentProps, cloneElement, isValidElement, type ReactNode } from 'react';

/** The text inside nested elements. */
export function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (isValidElement<ComponentProps<'span'>>(node)) return textOf(node.props.children);
  return typeof node === 'string' || typeof node === 'number' ? String(node) : '';
}

/**
 * The same elements with another origin in their text. Highlighting may spread an origin over several elements: the new one
 * then stands in the first.
 */
export function replaceOrigin(node: ReactNode, from: string, to: string): ReactNode {
  if (from === to) return node;
  // A host that only begins like this one is another.
  const origin = new RegExp(`${RegExp.escape(from)}(?![\\w-]|\\.\\w|:\\d)`, 'g');
  const places = [...textOf(node).matchAll(origin)].map(({ index }) => ({ start: index, end: index + from.length }));
  if (places.length === 0) return node;
  let offset = 0;
  return mapText(node, (text) => {
    const begin = offset;
    offset += text.length;
    let result = '';
    let at = begin;
    for (const { start, end } of places.filter((place) => place.start < offset && place.end > begin)) {
      result += text.slice(at - begin, Math.max(start, begin) - begin);
      if (start >= begin) result += to;
      at = Math.min(end, offset);
    }
    return result + text.slice(at - begin);
  });
}

function mapText(node: ReactNode, change: (text: string) => string): ReactNode {
  if (typeof node === 'string' || typeof node === 'number') return change(String(node));
  if (Array.isArray(node)) return node.map((item) => mapText(item, change));
  if (!isValidElement<ComponentProps<'span'>>(node) || node.props.children === undefined) return node;
  return cloneElement(node, {}, ...[mapText(node.props.children, change)].flat());
}
