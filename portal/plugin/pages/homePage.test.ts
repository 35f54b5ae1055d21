import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change, Release } from '@dpi/specs/model';
import { fixtureCatalogue } from '../catalogue.fixture.ts';
import { homePage } from './homePage.ts';

test('shows the latest releases of all services, those that change something before first ones', () => {
  const catalogue = fixtureCatalogue();
  const [births, stranger] = catalogue.services;
  assert.ok(births && stranger);
  const change = (level: Change['level']): Change => ({ id: 'x', level, operation: null, pointer: '', text: '' });
  const release = (version: string, date: string, changes: Change[] = []): Release => ({
    ...{ version, date, score: null, changes, renamedOperations: [] },
  });
  births.releases = [
    release('2.0.0', '2026-11-20', [change('breaking'), change('harmless')]),
    release('1.0.0', '2026-01-01'),
  ];
  stranger.releases = [release('1.0.0', '2026-11-20')];
  assert.deepEqual(
    homePage(catalogue).latest.map(({ url, version, isFirst, changes, breaking }) => [
      url,
      version,
      isFirst,
      changes,
      breaking,
    ]),
    [
      [`${births.url}changelog/`, '2.0.0', false, 2, 1],
      [`${stranger.url}changelog/`, '1.0.0', true, 0, 0],
      [`${births.url}changelog/`, '1.0.0', true, 0, 0],
    ],
  );
});
