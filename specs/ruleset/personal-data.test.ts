import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../json/value.ts';
import { personalMatcher, readPersonalTerms } from './personal-data.ts';

const { find, among } = personalMatcher(await readPersonalTerms());
const idOf = (name: string, schema: JsonObject = { type: 'string' }, around = '') =>
  find(name, schema, around)?.id ?? null;

const PERSONAL: Record<string, string[]> = {
  'national-id': [
    'nid',
    'nidNo',
    'NIDNumber',
    'nid_number',
    'father-nid',
    'fatherNID',
    'aadhaar_number',
    'ssn',
    'nids',
  ],
  passport: ['passportNo', 'passport', 'passport_number'],
  phone: ['phone', 'phoneNumber', 'mobileNo', 'mobile_no', 'MSISDN', 'phone2', 'guardianPhone', 'mobailNombor'],
  email: ['email', 'e-mail', 'emailAddress', 'applicant_email'],
  address: ['address', 'permanentAddress', 'address_line_1', 'thikana', 'bortomanThikana', 'addresses'],
  account: ['account_no', 'accountNumber', 'bankAccountNumber', 'iban'],
  name: ['first_name', 'firstName', 'lastname', 'fullName', 'pitarNam', 'matar_nam'],
  'name-of': ['applicantName', 'patient_name', 'contactName'],
  nam: ['nam', 'pitaNam', 'abedonkarirNam'],
  'birth-date': [
    'dateOfBirth',
    'date-of-birth',
    'dob',
    'DOB',
    'birthDate',
    'dateofbirth',
    'jonmoTarikh',
    'jonmo_tarikh',
  ],
  health: ['diagnosis', 'bloodGroup', 'disability', 'rokterGroup'],
  religion: ['religion', 'dhormo'],
  biometric: ['fingerprint', 'leftThumbFingerprint', 'biometricData'],
};

for (const [id, names] of Object.entries(PERSONAL)) {
  test(`${id} is recognised by name, in any case and in Latin spelling of Bangla`, () => {
    assert.deepEqual(
      names.filter((name) => idOf(name) !== id).map((name) => [name, idOf(name)]),
      [],
    );
  });
}

test('names of other things are not personal, though a word of them is', () => {
  const names = [
    'emailTemplateId',
    'pinCode',
    'addressBookId',
    'phoneModel',
    'nameSpace',
    'namespace',
    'name',
    'fileName',
    'programmeName',
    'ipAddress',
    'webAddress',
    'agencyEmail',
    'supportPhone',
    'branchAddress',
    'accountId',
    'accountType',
    'nidStatus',
    'passportRequired',
    'birthRegistrationFee',
    'emailVerifiedAt',
    'midnight',
    'boiNam',
    'hostname',
    'username',
    'mobileApp',
    'addressType',
    'genderRatio',
    'average',
    'page',
    'message',
    'language',
  ];
  assert.deepEqual(
    names.filter((name) => idOf(name) !== null).map((name) => [name, idOf(name)]),
    [],
  );
});

test('a property with any name is recognised by format, pattern and description', () => {
  assert.equal(idOf('login', { type: 'string', format: 'email' }), 'email');
  assert.equal(idOf('number', { type: 'string', pattern: '^01[3-9]\\d{8}$' }), 'phone');
  assert.equal(idOf('number', { type: 'string', pattern: '^\\+8801[3-9]\\d{8}$' }), 'phone-international');
  assert.equal(idOf('number', { type: 'string', pattern: '^(\\d{10}|\\d{13}|\\d{17})$' }), 'national-id');
  assert.equal(idOf('value', { type: 'string', description: "The applicant's date of birth." }), 'birth-date');
  assert.equal(idOf('ref', { type: 'string', description: 'National ID number of the citizen' }), 'national-id');
  assert.equal(idOf('number', { type: 'string', pattern: '^\\d{11}$' }), null);
  assert.equal(idOf('code', { type: 'string', pattern: '^[A-Z0-9]{10}$' }), null);
  assert.equal(idOf('sent', { type: 'string', description: 'Phone number verification state.' }), null);
  assert.equal(idOf('slow', { type: 'string', pattern: '^(\\d+)+$' }), null);
});

test('a flag is not personal, nor a list of kinds; the gender is', () => {
  assert.equal(idOf('email', { type: 'boolean' }), null);
  assert.equal(idOf('mobile', { type: 'string', enum: ['android', 'ios'] }), null);
  assert.equal(idOf('gender', { type: 'string', enum: ['male', 'female'] }), 'gender');
});

test('what an office has is not personal', () => {
  assert.equal(idOf('phone', { type: 'string' }, 'ServiceCentre'), null);
  assert.equal(idOf('phone', { type: 'string' }, 'Applicant'), 'phone');
});

test('a name is personal beside what only people have', () => {
  const text = { type: 'string' };
  const names = (...keys: string[]) => [...among(new Map(keys.map((key) => [key, text]))).keys()];
  assert.deepEqual(names('name', 'birthDate'), ['birthDate', 'name']);
  assert.deepEqual(names('name', 'phone'), ['phone']);
  assert.deepEqual(names('name', 'code'), []);
});
