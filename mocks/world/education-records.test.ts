import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsIn } from '@dpi/specs/json-value';
import { inService, servicesOf } from './services.fixture.ts';

const begin = await servicesOf('education-records', 'certificate-verification');
const DAY = 86_400_000;
const boards = () => inService(begin(), 'education-records');

const ARIF = { registration: '1810487616', examination: 'SSC' };
const transcript = { ...ARIF, consent: 'cns_01KB2M4E7Q9RS5T6V8W0X1Y416', recipient: 'A university', language: 'en' };
const NASRIN = { registration: '2412610303', examination: 'HSC', year: 2026, mobile: '+8801912345603' };

test('results are those of the certificates of certificate verification', async () => {
  const { objects } = boards();
  const candidates = await objects('education-records/v1.candidate');
  const certificates = (await objects('certificate-verification/v1.certificate')).filter(({ typeId }) =>
    ['ssc-certificate', 'hsc-certificate'].includes(String(typeId)),
  );
  assert.ok(certificates.length > 2);
  for (const { claims } of certificates) {
    if (!isObject(claims)) assert.fail();
    const found = candidates.find(({ roll, board }) => roll === claims.roll && board === claims.board);
    assert.deepEqual([String(found?.year), found?.gpa], [claims.year, claims.gpa]);
  }
});

test('a transcript is made with the consent of the candidate only, and is signed within the hour', async () => {
  const { call, advance } = boards();
  const { body: made } = await call('requestTranscript', { body: transcript });
  const read = () => call('getTranscript', { path: { transcriptId: String(made.transcriptId) } });
  assert.equal((await read()).body.signature, null);
  await advance(DAY / 24);
  const { body: ready } = await read();
  assert.equal(ready.status, 'ready');
  assert.equal(objectsIn(ready.subjects).length, 10);
  assert.match(String(ready.signature), /^[\w-]+\.\.[\w-]+$/);
  const tahminas = { ...transcript, registration: '1920331105' };
  assert.equal((await call('requestTranscript', { body: tahminas })).refusal, 'consent-not-valid');
});

test('marks are counted again once, and a new grade is in the register', async () => {
  const { call, advance } = boards();
  const body = { ...NASRIN, subjects: ['107'] };
  const { body: made } = await call('requestScrutiny', { body });
  assert.equal((await call('requestScrutiny', { body })).refusal, 'under-way');
  await advance(31 * DAY);
  const { body: counted } = await call('getScrutiny', { path: { applicationNumber: String(made.applicationNumber) } });
  assert.deepEqual([counted.status, counted.gpaBefore, counted.gpaAfter], ['changed', '3.67', '3.83']);
  const claim = {
    ...{ examination: 'HSC', board: 'dhaka', year: 2026, roll: '126103', registration: NASRIN.registration },
    ...{ name: { bn: 'নাসরিন আক্তার', en: 'Nasrin Akter' }, birthDate: '1997-06-21' },
  };
  assert.equal((await call('checkResult', { body: { ...claim, gpa: '3.83' } })).body.matched, true);
  assert.equal((await call('checkResult', { body: { ...claim, gpa: '3.67' } })).body.matched, false);
  assert.equal((await call('requestScrutiny', { body })).refusal, 'too-late');
});

test('a result is final after 60 days', async () => {
  const { call, advance } = boards();
  const body = {
    ...{ examination: 'HSC', board: 'dhaka', year: 2026, roll: '126103', registration: NASRIN.registration },
    ...{ name: { bn: 'x', en: 'Nasrin Akter' }, birthDate: '1997-06-21', gpa: '3.67' },
  };
  assert.equal((await call('checkResult', { body })).body.status, 'provisional');
  await advance(60 * DAY);
  assert.equal((await call('checkResult', { body })).body.status, 'final');
});
