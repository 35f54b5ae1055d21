import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countryFiles } from '@dpi/specs/country-files';
import { readTerms } from '@dpi/specs/terms';
import type { Nodes, Root } from 'mdast';
import { termDirective } from './termDirective.ts';

async function expand(locale: string): Promise<Root> {
  const attributes = { locale, term: 'Meaning', use: 'Write', avoid: 'Not' };
  const tree: Root = { type: 'root', children: [{ type: 'leafDirective', name: 'terms', attributes, children: [] }] };
  await termDirective(countryFiles().terms)()(tree);
  return tree;
}

function textOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('|') : '';
}

test('a guide lists every term of a language under the headings it gives', async () => {
  const list = await readTerms('bn');
  const [table] = (await expand('bn')).children;
  assert.ok(list && table?.type === 'table');
  assert.equal(textOf(table.children[0] ?? table), 'Meaning|Write|Not');
  assert.equal(table.children.length, list.terms.length + 1);
  const client = list.terms.find(({ term }) => term.startsWith('client'));
  assert.ok(client);
  assert.ok(table.children.map(textOf).includes(`${client.term}|${client.use}|${client.avoid.join(', ')}`));
});

test('a language without a term list has no table', async () => {
  assert.deepEqual((await expand('xx')).children, []);
});
