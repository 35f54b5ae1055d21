import type { Persona } from '../catalogue/model.ts';
import type { JsonValue } from '../json/value.ts';
import type { Random } from './random.ts';

/** What is known of one person, by the name of a property without regard to case and signs. */
export type KnownPerson = Map<string, JsonValue>;

/** What callers and agencies call the same, without case and signs; the first that a persona has is taken. */
const SYNONYMS = new Map(
  Object.entries({
    phone: ['phone', 'mobile', 'msisdn'],
    phonenumber: ['phone', 'mobile', 'msisdn'],
    mobilenumber: ['mobile', 'phone'],
    mobileno: ['mobile', 'phone'],
    contactnumber: ['mobile', 'phone'],
    telephone: ['phone', 'mobile'],
    msisdn: ['msisdn', 'mobile', 'phone'],
    dob: ['birthdate', 'dateofbirth'],
    dateofbirth: ['birthdate', 'dateofbirth'],
    birthday: ['birthdate', 'dateofbirth'],
    sex: ['gender', 'sex'],
    emailaddress: ['email'],
    emailid: ['email'],
    postalcode: ['postcode', 'postalcode', 'zip'],
    zipcode: ['postcode', 'postalcode', 'zip'],
    zip: ['postcode', 'postalcode', 'zip'],
    accountnumber: ['account', 'accountnumber', 'number'],
    accountno: ['account', 'accountnumber', 'number'],
    city: ['city', 'district', 'town'],
    fullname: ['personname'],
    displayname: ['personname'],
    personname: ['personname'],
    holdername: ['personname'],
    accountholder: ['personname'],
    beneficiaryname: ['personname'],
    applicantname: ['personname'],
    citizenname: ['personname'],
    patientname: ['personname'],
    firstname: ['givenname'],
    givenname: ['givenname'],
    forename: ['givenname'],
    lastname: ['familyname'],
    surname: ['familyname'],
    familyname: ['familyname'],
  }),
);

/** Properties beside which a plain `name` is that of a person. */
const OF_A_PERSON =
  /^(birth_?date|date_?of_?birth|dob|gender|sex|marital_?status|(first|last|given|family)_?name|email|phone(_?number)?|mobile(_?number)?|nationality)$/i;

/** Of each persona that stands for an ordinary case, what is known; those of whom little is known are left out. */
export function knownPeople(personas: Persona[]): KnownPerson[] {
  const people = personas.map(({ name, identifiers, facts }) => {
    const known: KnownPerson = new Map();
    collect(identifiers, known);
    collect(facts, known);
    known.set('personname', name);
    const [given, ...rest] = name.split(' ');
    if (given !== undefined && rest.length > 0) known.set('givenname', given).set('familyname', rest.join(' '));
    return known;
  });
  const most = Math.max(0, ...people.map(({ size }) => size));
  return people.filter(({ size }) => size * 2 >= most);
}

function collect(value: JsonValue | undefined, known: KnownPerson): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [name, item] of Object.entries(value)) {
    if (typeof item === 'object') collect(item, known);
    else if (item !== undefined && !known.has(plainName(name))) known.set(plainName(name), item);
  }
}

/** What the person has for a property of this name; `undefined` where it is nothing that is known of people. */
export function factFor(
  name: string,
  siblings: Iterable<string>,
  person: KnownPerson | undefined,
): JsonValue | undefined {
  if (person === undefined || name === '') return undefined;
  const plain = plainName(name);
  if (plain === 'name') {
    for (const sibling of siblings) if (OF_A_PERSON.test(sibling)) return person.get('personname');
    return undefined;
  }
  const names = SYNONYMS.get(plain) ?? (NOT_OF_PEOPLE.has(plain) ? [] : [plain]);
  for (const known of names) if (person.has(known)) return person.get(known);
  return undefined;
}

/** Members of personas that mean something else nearly everywhere. */
const NOT_OF_PEOPLE = new Set([
  'id',
  'number',
  'type',
  'status',
  'code',
  'title',
  'kind',
  'version',
  'balance',
  'amount',
]);

export function personOf(people: KnownPerson[], random: Random, isFirst: boolean): KnownPerson | undefined {
  return isFirst ? people[0] : people[Math.floor(random() * people.length)];
}

/** `birth_date` and `birthDate` are `birthdate`. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}
