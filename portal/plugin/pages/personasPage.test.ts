import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Catalogue, Persona } from '@dpi/specs/model';
import { personasPage, plainFacts } from './personasPage.ts';

test('names facts by their path, and counts the entries of a list from 1', () => {
  const facts = {
    birthDate: '1968-03-12',
    address: { district: 'Kurigram' },
    accounts: [{ bank: 'A' }, { bank: 'B' }],
  };
  assert.deepEqual(plainFacts(facts), [
    { name: 'birthDate', value: '1968-03-12' },
    { name: 'address.district', value: 'Kurigram' },
    { name: 'accounts.1.bank', value: 'A' },
    { name: 'accounts.2.bank', value: 'B' },
  ]);
});

test('leaves out what is not known', () => {
  assert.deepEqual(plainFacts({ father: null, alive: false }), [{ name: 'alive', value: 'false' }]);
});

test('identifiers are called as the country calls them, of people on the page and of others', () => {
  const identifiers = [
    { id: 'nid', name: 'National ID' },
    { id: 'brn', name: 'Birth registration' },
  ];
  const country = { identifiers, locales: [] } as unknown as Catalogue['country'];
  const person: Persona = {
    id: 'rahima',
    name: 'Rahima',
    summary: '',
    purpose: '',
    identifiers: { nid: '1' },
    facts: {},
  };
  const { personas, identifierNames } = personasPage({ personas: [person], services: [], country, locale: 'en' });
  assert.deepEqual(personas[0]?.identifiers, [{ name: 'National ID', value: '1' }]);
  assert.deepEqual(identifierNames, { nid: 'National ID', brn: 'Birth registration' });
});

test('people whom a service knows have pages of their own, where services show something there', () => {
  const person = (id: string, facts: Persona['facts']) => ({
    id,
    name: id,
    summary: '',
    purpose: '',
    identifiers: {},
    facts,
  });
  const personas = [person('known', { gender: 'female' }), person('nobody', {})];
  const country = { identifiers: [], locales: [] } as unknown as Catalogue['country'];
  const pages = (citizen: object | null) => {
    const services = [{ behaviour: citizen === null ? null : { citizen } }] as unknown as Catalogue['services'];
    return personasPage({ personas, services, country, locale: 'en' }).personas.map(({ hasPages }) => hasPages);
  };
  assert.deepEqual(pages({ person: { name: 'person.name' }, views: {} }), [true, false]);
  assert.deepEqual(pages({ person: {}, views: {} }), [false, false]);
  assert.deepEqual(pages(null), [false, false]);
});
