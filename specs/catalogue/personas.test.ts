import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsBelow, objectsIn, stringsIn } from '../json/value.ts';
import { contradictions } from '../ruleset/contradictions.ts';
import { loadCatalogue } from './load.ts';
import type { Persona } from './model.ts';

const { personas, services } = await loadCatalogue();
const byId = new Map(personas.map((persona) => [persona.id, persona]));
const owners = new Map(personas.flatMap((persona) => Object.values(persona.identifiers).map((id) => [id, persona])));

/** What every example sends and is answered, with where it stands. */
const bodies = services.flatMap((service) =>
  service.operations.flatMap((operation) =>
    operation.examples.flatMap(({ name, request, response }) =>
      [request?.body, response?.body].map((body) => ({
        place: `${service.id} ${operation.id} ${name}`,
        name,
        response,
        body,
      })),
    ),
  ),
);

test('there are at least sixteen people, each for a case of their own', () => {
  assert.ok(personas.length >= 16);
  assert.equal(new Set(personas.map(({ purpose }) => purpose)).size, personas.length);
});

test('families agree: who names a relative is named by them', () => {
  const wrong: string[] = [];
  for (const persona of personas) {
    for (const relative of relativesOf(persona)) {
      const other = byId.get(relative);
      if (other === undefined) wrong.push(`${persona.id} names ${relative}, who does not exist`);
      else if (!relativesOf(other).includes(persona.id)) wrong.push(`${relative} does not name ${persona.id}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('children carry the names of their parents', () => {
  for (const { id, facts } of personas) {
    const family = isObject(facts.family) ? facts.family : {};
    for (const [role, prefix] of [
      ['father', 'father'],
      ['mother', 'mother'],
    ]) {
      const parent = byId.get(String(family[role ?? '']));
      if (parent === undefined) continue;
      assert.equal(facts[`${prefix}En`], parent.facts.nameEn, `${id} ${role}`);
      assert.equal(facts[`${prefix}Bn`], parent.facts.nameBn, `${id} ${role}`);
    }
  }
});

test('names, birth dates and the like beside an identifier are those of its owner, in every example', () => {
  const wrong = bodies
    .filter(
      ({ name, response }) =>
        response?.status.startsWith('2') &&
        !/wrong|other|mismatch|differ|tolerant|spelling|correct|change|move/.test(name),
    )
    .flatMap(({ place, body }) =>
      contradictions(body, owners, ['en', 'bn']).map(
        ({ property, value, expected }) => `${place}: ${property} ${value}, not ${expected}`,
      ),
    );
  assert.deepEqual(wrong, []);
});

test('an account stands with the bank of its owner, in every example', () => {
  const banks = new Map(
    personas.flatMap(({ facts }) =>
      objectsIn(facts.accounts).map(({ number, participant }) => [String(number), participant]),
    ),
  );
  const wrong: string[] = [];
  for (const { place, body } of bodies) {
    for (const object of objectsBelow(body)) {
      const bank = banks.get(String(object.account));
      if (bank !== undefined && object.participant !== undefined && object.participant !== bank) {
        wrong.push(`${place}: ${String(object.account)} at ${String(object.participant)}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

test('an address has the geocode of its upazila, in every example', () => {
  const geocodes = new Map<string, string>();
  for (const { facts } of personas) {
    const { address } = facts;
    if (isObject(address))
      geocodes.set(String(address.upazila), `${address.divisionCode}${address.districtCode}${address.upazilaCode}`);
  }
  const wrong: string[] = [];
  for (const { place, body } of bodies) {
    for (const object of objectsBelow(body)) {
      const expected = geocodes.get(String(object.upazila));
      if (expected !== undefined && object.geocode !== undefined && object.geocode !== expected) {
        wrong.push(`${place}: ${String(object.upazila)} is ${expected}, not ${String(object.geocode)}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

function relativesOf({ facts }: Persona): string[] {
  const family = isObject(facts.family) ? facts.family : {};
  return Object.values(family).flatMap((value) => (typeof value === 'string' ? [value] : stringsIn(value)));
}
