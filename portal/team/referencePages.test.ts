import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fixtureCatalogue } from '../plugin/catalogue.fixture.ts';
import { cataloguePage } from '../plugin/pages/cataloguePage.ts';
import { noReferencePages, referencePages } from './referencePages.ts';

const pages = referencePages(cataloguePage(fixtureCatalogue()));

it('finds the page of an operation', () => {
  const url = '/catalogue/birth-registration/v1/register-birth/';
  assert.equal(pages.operation('birth-registration', 'v1', 'registerBirth'), url);
  assert.equal(pages.operation('birth-registration', 'v1', null), null);
  assert.equal(pages.operation('birth-registration', 'v2', 'registerBirth'), null);
});

it('calls services by their titles, or by their ids where the catalogue is not at hand', () => {
  assert.equal(pages.title('birth-registration', 'v1'), 'Birth registration');
  assert.equal(noReferencePages.title('nid', 'v1'), 'nid');
});
