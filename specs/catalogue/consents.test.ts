import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { isObject, type JsonObject, type JsonValue, objectsIn, stringsIn } from '../json/value.ts';
import { loadCatalogue } from './load.ts';
import type { OperationExample, Persona } from './model.ts';

// What the consent manager says about each consent, and how the examples of the other services use it.

/** What a consent must cover for an operation to hand it out. */
const ITEMS: Record<string, string> = {
  'business-registry findByOwner': 'business.licence',
  'business-registry readCompany': 'business.licence',
  'data-exchange callService': 'social.household',
  'data-exchange postToService': 'social.household',
  'digital-locker listDocuments': 'locker.documents',
  'digital-locker pullDocument': 'locker.documents',
  'education-records requestTranscript': 'education.results',
  'land-records findByOwner': 'land.holdings',
  'nid-verification fetchAttributes': 'identity.name',
  'social-protection submitEnrolment': 'identity.name',
  'social-registry checkBand': 'social.household',
  'social-registry readHousehold': 'social.household',
  'ussd-sessions pushScreen': 'contact.mobile',
};

const { personas, services } = await loadCatalogue();
const owners = new Map(personas.flatMap((persona) => Object.values(persona.identifiers).map((id) => [id, persona])));
const manager = services.find(({ id }) => id === 'consent-manager');
const consents = new Map(
  (manager?.operations ?? [])
    .filter(({ id }) => id === 'getConsent')
    .flatMap(({ examples }) => examples)
    .flatMap(({ response }) => (isObject(response?.body) && response.status === '200' ? [response.body] : []))
    .map((artefact) => [String(artefact.consent), artefact]),
);

/** Every example of another service that sends a consent. */
const uses = services
  .filter((service) => service !== manager)
  .flatMap((service) =>
    service.operations.flatMap((operation) =>
      operation.examples.flatMap((example) => {
        const { request, response } = example;
        const consent = isObject(request?.body) ? request.body.consent : undefined;
        if (typeof consent !== 'string') return [];
        const isGranted = response?.status.startsWith('2') ?? false;
        const place = `${service.id} ${operation.id}`;
        return [{ place, name: example.name, example, consent, isGranted, artefact: consents.get(consent) }];
      }),
    ),
  );

test('data is handed out only under a consent that the consent manager knows and that covers it', () => {
  assert.ok(uses.length > 100);
  const wrong = uses
    .filter(({ isGranted }) => isGranted)
    .flatMap(({ place, name, consent, artefact }) => {
      const item = ITEMS[place];
      if (item === undefined) return [`${place}: nobody says which item it asks for`];
      if (artefact?.status !== 'active')
        return [`${place} ${name}: ${consent} is ${String(artefact?.status ?? 'unknown')}`];
      return stringsIn(artefact.items).includes(item) ? [] : [`${place} ${name}: ${consent} does not cover ${item}`];
    });
  assert.deepEqual(wrong, []);
});

test('a consent stands with the person who gave it, or with their child, unless it is refused', () => {
  const accepted = uses.filter(({ isGranted }) => isGranted);
  const wrong = accepted.flatMap(({ place, name, example, consent, artefact }) => {
    const giver = artefact && giverOf(artefact);
    const people = personasIn(example);
    const isTheirs =
      giver === undefined || people.length === 0 || people.some((person) => isSelfOrParent(giver, person));
    return isTheirs
      ? []
      : [`${place} ${name}: ${consent} is given by ${giver.id}, not ${people.map(({ id }) => id).join()}`];
  });
  assert.deepEqual(wrong, []);
});

test('an attribute of the register is handed out only where the consent lists it', () => {
  const wrong = uses
    .filter(({ place, isGranted }) => isGranted && place === 'nid-verification fetchAttributes')
    .flatMap(({ name, example, artefact }) => {
      const body = example.request?.body;
      const asked = isObject(body) ? stringsIn(body.attributes) : [];
      const covered = new Set(stringsIn(artefact?.items));
      return asked
        .filter((attribute) => !covered.has(`identity.${attribute}`))
        .map((attribute) => `${name}: ${attribute}`);
    });
  assert.deepEqual(wrong, []);
});

test('the list of a person names the consents that the person has given, as their artefacts say', () => {
  const operation = manager?.operations.find(({ id }) => id === 'listConsents');
  const wrong: string[] = [];
  const listed = new Set<string>();
  for (const { name, request, response } of operation?.examples ?? []) {
    const person = isObject(request?.body) ? owners.get(String(request.body.nid)) : undefined;
    for (const entry of isObject(response?.body) ? objectsIn(response.body.items) : []) {
      const artefact = consents.get(String(entry.consent));
      listed.add(String(entry.consent));
      if (artefact === undefined || giverOf(artefact) !== person) wrong.push(`${name}: ${String(entry.consent)}`);
      else if (artefact.status !== entry.status)
        wrong.push(`${name}: ${String(entry.consent)} is ${String(artefact.status)}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    [...consents.keys()].filter((consent) => !listed.has(consent)),
    [],
  );
});

test('the signature of every artefact is right, and says what the artefact says', () => {
  const keys = manager?.operations.find(({ id }) => id === 'listKeys')?.examples[0]?.response?.body;
  const [key] = isObject(keys) ? objectsIn(keys.keys) : [];
  assert.ok(key !== undefined);
  const publicKey = createPublicKey({
    key: { kty: String(key.kty), crv: String(key.crv), x: String(key.x), y: String(key.y) },
    format: 'jwk',
  });
  for (const [consent, artefact] of consents) {
    const [header = '', payload = '', signature = ''] = String(artefact.signature).split('.');
    const signed = Buffer.from(`${header}.${payload}`);
    const proof = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    assert.ok(verify('sha256', signed, proof, Buffer.from(signature, 'base64url')), consent);
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString());
    assert.deepEqual(
      { consent: said.jti, recipient: said.aud, citizen: said.citizen, purpose: said.purpose, items: said.items },
      {
        consent,
        recipient: artefact.recipient,
        citizen: artefact.citizen,
        purpose: artefact.purpose,
        items: artefact.items,
      },
    );
    assert.equal(said.iat * 1000, Date.parse(String(artefact.grantedAt)), consent);
  }
});

function giverOf({ citizen }: JsonObject): Persona | undefined {
  return isObject(citizen) ? owners.get(String(citizen.nid)) : undefined;
}

function isSelfOrParent(giver: Persona, person: Persona): boolean {
  const family = isObject(person.facts.family) ? person.facts.family : {};
  return person === giver || family.mother === giver.id || family.father === giver.id;
}

function personasIn({ request, response }: OperationExample): Persona[] {
  const values = [request?.body, response?.body, ...(request?.parameters.map(({ value }) => value) ?? [])];
  return [...new Set(values.flatMap(textsBelow).flatMap((text) => owners.get(text) ?? []))];
}

function textsBelow(value: JsonValue | undefined): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsBelow);
  return typeof value === 'string' ? [value] : [];
}
