import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Root } from 'mdast';
import { codeForOrigin } from './codeForOrigin.ts';

test('calls in guides go to the deployment they are read on; what is said of it stays', () => {
  const call = 'curl http://localhost:4000/livez';
  const tree: Root = {
    type: 'root',
    children: [
      { type: 'code', lang: 'sh', value: call },
      {
        type: 'paragraph',
        children: [
          { type: 'text', value: 'http://localhost:4000 is where it starts' },
          { type: 'inlineCode', value: 'http://localhost:4000/' },
        ],
      },
    ],
  };
  codeForOrigin('https://portal.example')()(tree);
  assert.deepEqual(tree.children, [
    { type: 'code', lang: 'sh', value: 'curl https://portal.example/livez' },
    {
      type: 'paragraph',
      children: [
        { type: 'text', value: 'http://localhost:4000 is where it starts' },
        { type: 'inlineCode', value: 'https://portal.example/' },
      ],
    },
  ]);
});
