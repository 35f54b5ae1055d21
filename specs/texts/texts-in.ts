import { isObject } from '../json/value.ts';
import type { PluralText, Text } from './format-text.ts';

const CATEGORIES = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** Every text in what a YAML file holds, by its keys joined with dots; an item of a list by its `id`, else its position. */
export function textsIn(value: unknown, isText: (key: string) => boolean = () => true): Map<string, Text> {
  const texts = new Map<string, Text>();
  const visit = (node: unknown, path: string[], key: string): void => {
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) visit(item, [...path, itemName(item, index)], key);
    } else if (typeof node === 'string' || isPlural(node)) {
      if (isText(key)) texts.set(path.join('.'), node);
    } else if (isObject(node)) {
      for (const [name, child] of Object.entries(node)) visit(child, [...path, name], name);
    }
  };
  visit(value, [], '');
  return texts;
}

/** What tells an item of a list from the others in every language. */
export function itemName(item: unknown, index: number): string {
  return isObject(item) && typeof item.id === 'string' ? item.id : String(index);
}

function isPlural(value: unknown): value is PluralText {
  return (
    isObject(value) &&
    typeof value.other === 'string' &&
    Object.entries(value).every(([category, text]) => CATEGORIES.has(category) && typeof text === 'string')
  );
}
