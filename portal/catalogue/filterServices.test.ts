import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureCatalogue } from '../plugin/catalogue.fixture.ts';
import { cataloguePage } from '../plugin/pages/cataloguePage.ts';
import { filterServices, NO_FILTER } from './filterServices.ts';

const { services } = cataloguePage(fixtureCatalogue());

function found(filter: Partial<typeof NO_FILTER>, among = services): string[] {
  return filterServices(among, { ...NO_FILTER, ...filter }, (id) =>
    id === 'registrar' ? 'Office of the Registrar' : '',
  ).map(({ id }) => id);
}

test('shows everything to a reader who asks for nothing', () => {
  assert.deepEqual(found({}), ['birth-registration', 'stranger']);
  assert.deepEqual(found({ text: '  ' }), ['birth-registration', 'stranger']);
});

test('finds by words in any order, and by the agency', () => {
  assert.deepEqual(found({ text: 'REGISTER birth' }), ['birth-registration']);
  assert.deepEqual(found({ text: 'registrar' }), ['birth-registration']);
  assert.deepEqual(found({ text: 'birth money' }), []);
});

test('narrows by layer, agency and lifecycle together', () => {
  assert.deepEqual(found({ layer: 'identity', agency: 'registrar', lifecycle: 'stable' }), ['birth-registration']);
  assert.deepEqual(found({ layer: 'identity', lifecycle: 'draft' }), []);
});

test('finds Bangla however its letters are composed', () => {
  const bangla = services.map((service) => ({ ...service, title: 'পরিচয় যাচাই' }));
  assert.equal(found({ text: 'পরিচয়' }, bangla).length, 2);
});
