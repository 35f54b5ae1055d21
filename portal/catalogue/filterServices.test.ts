import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureCatalogue } from '../plugin/catalogue.fixture.ts';
import { cataloguePage } from '../plugin/pages/cataloguePage.ts';
import { filterServices, NO_FILTER } from './filterServices.ts';

const page = cataloguePage(fixtureCatalogue());

function found(filter: Partial<typeof NO_FILTER>, services = page.services): string[] {
  return filterServices({ ...page, services }, { ...NO_FILTER, ...filter }).map(({ service }) => service.id);
}

test('shows everything to a reader who asks for nothing', () => {
  assert.deepEqual(found({}), ['birth-registration', 'stranger']);
  assert.deepEqual(found({ text: '  ' }), ['birth-registration', 'stranger']);
});

test('finds by words in any order, by the agency and by the layer', () => {
  assert.deepEqual(found({ text: 'REGISTER birth' }), ['birth-registration']);
  assert.deepEqual(found({ text: 'identity' }), ['birth-registration']);
  assert.deepEqual(found({ text: 'registrar' }), ['birth-registration']);
  assert.deepEqual(found({ text: 'birth money' }), []);
});

test('finds a service by one of its operations, and names that', () => {
  const [first, ...others] = filterServices(page, { ...NO_FILTER, text: 'registrar registers births' });
  assert.equal(first?.service.id, 'birth-registration');
  assert.deepEqual(first?.operations, [{ id: 'registerBirth', slug: 'register-birth', title: 'Register a birth' }]);
  assert.deepEqual(others, []);
});

test('finds a service by what only its description and the groups of its operations say', () => {
  const [service] = fixtureCatalogue().services;
  assert.ok(service);
  const described = {
    ...service,
    description: 'Pays *widows*. And orphans.',
    tags: [{ name: 'a', title: 'Allowances', description: 'Of veterans. Of nobody.' }],
  };
  const { services } = cataloguePage({ ...fixtureCatalogue(), services: [described] });
  for (const text of ['widow', 'allowance', 'veteran']) assert.equal(found({ text }, services).length, 1, text);
  assert.deepEqual(found({ text: 'orphans' }, services), []);
});

test('names no operations to a reader who asks for nothing', () => {
  assert.deepEqual(
    filterServices(page, NO_FILTER).flatMap(({ operations }) => operations),
    [],
  );
});

test('narrows by layer, agency and lifecycle together', () => {
  assert.deepEqual(found({ layer: 'identity', agency: 'registrar', lifecycle: 'stable' }), ['birth-registration']);
  assert.deepEqual(found({ layer: 'identity', lifecycle: 'draft' }), []);
});

test('finds Bangla however its letters are composed', () => {
  const bangla = page.services.map((service) => ({ ...service, title: 'পরিচয় যাচাই' }));
  assert.equal(found({ text: 'পরিচয়' }, bangla).length, 2);
});
