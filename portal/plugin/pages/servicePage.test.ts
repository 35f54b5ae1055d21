import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Service } from '@dpi/specs/model';
import { fixtureCatalogue, fixtureService } from '../catalogue.fixture.ts';
import { servicePage } from './servicePage.ts';

function pageOf(id: string, change: Partial<Service> = {}) {
  const catalogue = fixtureCatalogue();
  const service = catalogue.services.find((item) => item.id === id);
  assert.ok(service);
  return servicePage(catalogue, Object.assign(service, change));
}

test('names the layer, the agency and the standards of a service', () => {
  const { layer, agency, standards } = pageOf('birth-registration');
  assert.deepEqual(layer, { id: 'identity', name: 'Identity' });
  assert.deepEqual(agency, { name: 'Office of the Registrar', url: 'https://registrar.example/' });
  assert.deepEqual(standards, [{ title: 'Birth number', url: '/standards/birth-number/' }]);
});

test('groups operations by tag, with the name and description that the tag is shown with', () => {
  const { groups } = pageOf('birth-registration');
  assert.deepEqual(
    groups.map(({ title, descriptionHtml, operations }) => [title, descriptionHtml, operations.length]),
    [['Newborns', '<p>Births of <em>today</em>.</p>', 1]],
  );
});

test('a spec that says nothing of itself has a page all the same', () => {
  const { layer, agency, groups, contact, descriptionHtml } = pageOf('stranger');
  assert.deepEqual([layer, agency, contact, descriptionHtml], [null, null, null, '']);
  assert.deepEqual(groups[0]?.title, '');
});

test('leaves out the title of the changelog, which the page has already', () => {
  const { changelogHtml } = pageOf('stranger', { changelog: '# Changelog\n\n## 1.0.0\n\n- First.\n' });
  assert.equal(changelogHtml, '<h3>1.0.0</h3>\n<ul>\n<li>First.</li>\n</ul>\n');
});

test('points to the other major versions', () => {
  const catalogue = fixtureCatalogue();
  const next = fixtureService({ id: 'stranger', title: 'Stranger', version: 'v2', url: '/catalogue/stranger/v2/' });
  catalogue.services.push(next);
  assert.deepEqual(servicePage(catalogue, next).otherVersions, [
    { version: 'v1', lifecycle: 'draft', url: '/catalogue/stranger/v1/' },
  ]);
});
