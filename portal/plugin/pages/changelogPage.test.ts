import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from '@dpi/specs/model';
import { fixtureService } from '../catalogue.fixture.ts';
import { changelogPage } from './changelogPage.ts';

const change = (level: Change['level'], text: string): Change => ({
  id: 'some-change',
  level,
  operation: 'GET /births',
  pointer: '',
  text,
});

test('groups the changes of a version, what breaks callers first', () => {
  const changes = [change('harmless', 'New.'), change('breaking', 'The parameter `<limit>` is gone.')];
  const releases = [
    { version: '2.0.0', date: '2026-03-01', score: 90, changes, renamedOperations: [] },
    { version: '1.0.0', date: '2026-01-05', score: null, changes: [], renamedOperations: [] },
  ];
  const page = changelogPage(fixtureService({ id: 'births', title: 'Births', releases }));
  assert.deepEqual(
    page.releases.map(({ version, isFirst }) => [version, isFirst]),
    [
      ['2.0.0', false],
      ['1.0.0', true],
    ],
  );
  assert.deepEqual(page.releases[0]?.changes, [
    {
      level: 'breaking',
      items: [
        { id: 'some-change', operation: 'GET /births', html: 'The parameter <code>&lt;limit&gt;</code> is gone.' },
      ],
    },
    { level: 'harmless', items: [{ id: 'some-change', operation: 'GET /births', html: 'New.' }] },
  ]);
});

test('leaves out the title of the changelog, which the page has already', () => {
  const changelog = '# Changelog\n\n## 1.0.0\n\n- First.\n';
  const { changelogHtml } = changelogPage(fixtureService({ id: 'births', title: 'Births', changelog }));
  assert.equal(changelogHtml, '<h3>1.0.0</h3>\n<ul>\n<li>First.</li>\n</ul>\n');
});
