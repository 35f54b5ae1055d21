import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureCatalogue } from './catalogue.fixture.ts';
import { llmsFullTxt } from './llmsFullTxt.ts';

test('guides come first, then each service with its operations; calls go to the origin', () => {
  const catalogue = fixtureCatalogue();
  const guide = {
    url: '/docs/begin/',
    title: 'Begin',
    markdown: '# Begin\n\n`curl http://localhost:4000`\n\n:::note\nA note.\n:::\n\n::journey{id=one}',
  };
  const [operation] = catalogue.services.flatMap(({ operations }) => operations);
  assert.ok(operation);
  const pages = new Map([[operation.url.replace(/\/$/, '.md'), '# The operation\n']]);
  const text = llmsFullTxt({ ...catalogue, guides: [guide] }, pages, 'https://dpi.example');
  const places = ['# Begin', 'curl https://dpi.example', 'A note.', '# The operation'].map((part) =>
    text.indexOf(part),
  );
  assert.deepEqual(
    places.toSorted((a, b) => a - b),
    places,
  );
  assert.ok(!places.includes(-1));
  assert.ok(!text.includes('::'));
});
