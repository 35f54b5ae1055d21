import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type CheckReport, check } from '@dpi/specs/check';
import { COUNTRY, foreignWords } from './country.fixture.ts';

let folder: string;
let report: CheckReport;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'second-country-'));
  await cp(COUNTRY, folder, { recursive: true });
  const spec = join(folder, 'services/etat-civil/v1/openapi.yaml');
  const text = await readFile(spec, 'utf8');
  await writeFile(spec, text.replace(/^ {2}contact: .*$/m, '  contact: { name: Office du registre }'));
  report = await check({ specsDir: join(folder, 'services'), cacheDir: null });
});

after(() => rm(folder, { recursive: true, force: true }));

test('the check holds the services of another country to the rules, by its own layers, classes and standards', () => {
  const errors = report.services.flatMap(({ id, findings }) =>
    findings.filter(({ severity }) => severity === 'error').map(({ rule }) => `${id} ${rule}`),
  );
  assert.deepEqual(errors, ['etat-civil info-contact']);
  assert.deepEqual(
    report.services.map(({ id, score }) => [id, score !== null && score > 80]),
    [
      ['etat-civil', true],
      ['bibliotheque', true],
    ],
  );
});

test('findings are in the first language of the country', () => {
  const [finding] = report.services.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'info-contact');
  assert.equal(finding?.message, 'La spécification ne nomme aucun contact avec un nom et une adresse.');
  assert.equal(finding?.hint, 'Mettez un nom et une adresse sous `info.contact`.');
});

test('what the languages of the country lack is said, and so that it is shown in another one', () => {
  const lacks = report.findings
    .filter(({ rule }) => rule === 'texts-complete')
    .map(({ file, message }) => `${file}: ${message}`);
  assert.ok(lacks.includes('../messages/check.fr.yaml: The language "fr" lacks the text check.version-bump.same.'));
  assert.ok(lacks.some((line) => line.startsWith('../messages/check.ar.yaml: The language "ar" has no translation')));
  assert.ok(lacks.some((line) => line.startsWith('../pages/ar/console.json: The language "ar" has no translation')));
  assert.ok(!lacks.some((line) => line.startsWith('../pages/ar/theme.json')));
});

test('nothing that the check says is of another country', () => {
  assert.equal(foreignWords(JSON.stringify(report)), null);
});
