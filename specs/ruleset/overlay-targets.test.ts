import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionLines, findTargets } from './overlay-targets.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Things' },
  paths: { '/things': { get: { summary: 'List', parameters: [{ description: 'A' }] } } },
};

test('places are JSON Pointers', () => {
  assert.deepEqual(findTargets(document, "$.paths['/things'].get.parameters[0]"), ['/paths/~1things/get/parameters/0']);
  assert.deepEqual(findTargets(document, '$.nothing'), []);
  assert.equal(findTargets(document, 'no path'), null);
});

test('a text is translated by the nearest action', () => {
  const action = (target: string, line: number) => ({ target, line, update: {} });
  const actions = [action('$', 4), action("$.paths['/things'].get", 6), action('$.info', 9)];
  const overlay = { locale: 'bn', file: 'bn.overlay.yaml', actions, texts: [] };
  const lineAt = actionLines(document, overlay);
  assert.equal(lineAt('/paths/~1things/get/summary'), 6);
  assert.equal(lineAt('/info/title'), 9);
  assert.equal(lineAt('/tags/0/description'), 4);
});
