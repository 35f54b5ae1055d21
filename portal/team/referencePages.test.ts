import assert from 'node:assert/strict';
import { it } from 'node:test';
import { noReferencePages, referencePages } from './referencePages.ts';

const pages = referencePages({
  services: [
    {
      id: 'nid',
      version: 'v1',
      title: 'NID',
      operations: [
        { operationId: 'verifyIdentity', url: '/catalogue/nid/v1/verify-identity/' },
        { operationId: 'other', url: 'https://portal.example/catalogue/nid/v1/other/' },
      ],
    },
  ],
});

it('finds the page of an operation on this site', () => {
  assert.equal(pages.operation('nid', 'v1', 'verifyIdentity'), '/catalogue/nid/v1/verify-identity/');
  assert.equal(pages.operation('nid', 'v1', 'other'), '/catalogue/nid/v1/other/');
  assert.equal(pages.operation('nid', 'v1', null), null);
  assert.equal(pages.operation('nid', 'v2', 'other'), null);
});

it('calls services by their titles, or by their ids where the catalogue is not at hand', () => {
  assert.equal(pages.title('nid', 'v1'), 'NID');
  assert.equal(noReferencePages.title('nid', 'v1'), 'nid');
});
