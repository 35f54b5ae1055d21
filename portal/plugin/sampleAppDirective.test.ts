import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Root } from 'mdast';
import { fixtureCatalogue } from './catalogue.fixture.ts';
import { sampleAppDirective } from './sampleAppDirective.ts';

const app = { id: 'desk', title: 'Desk', summary: '', url: '/docs/apps/desk/', services: [], files: [] };

function expanded(id: string): string {
  const tree: Root = {
    type: 'root',
    children: [
      { type: 'leafDirective', name: 'sample-app', attributes: { id }, children: [{ type: 'text', value: 'Take it' }] },
    ],
  };
  sampleAppDirective({ ...fixtureCatalogue(), sampleApps: [app] })()(tree);
  return JSON.stringify(tree);
}

test('a guide links the archive of a sample app in its own words', () => {
  assert.match(expanded('desk'), /"value":"\/apps\/desk\.zip".*"Take it"/);
});

test('an app that cannot be downloaded has no link', () => {
  assert.equal(expanded('other'), '{"type":"root","children":[]}');
});
