import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCountry } from '../catalogue/country.ts';
import { countryFiles } from '../catalogue/country-files.ts';
import { openPlatformTexts, readLanguages } from '../texts/index.ts';
import { tree } from '../texts/tree.fixture.ts';
import { missingTranslations } from './missing-translations.ts';

const OURS = countryFiles();
const texts = await openPlatformTexts();

test('nothing that people read is missing in a language of the country', async () => {
  const locales = (await readLanguages(OURS.country)).map(({ id }) => id);
  assert.ok(locales.length > 1);
  assert.deepEqual(await missingTranslations(OURS, locales, { texts, locale: 'en' }), []);
});

test('a language is added by adding files, and the check says what it lacks', async (t) => {
  const folder = await tree(t, {
    'country.sw.yaml': 'language: Kiswahili\nname: Bangladeshi\nlayers:\n  - { id: identity, name: Utambulisho }\n',
    'messages/check.sw.yaml': 'report:\n  passes: imepita\n  errors: "makosa {count}"\n',
    'messages/reading.sw.yaml': 'empty: Faili ni tupu.\n',
  });
  const file = join(folder, 'country.yaml');
  await cp(OURS.country, file);
  const files = countryFiles(join(folder, 'services'));
  await writeFile(join(folder, 'country.bn.yaml'), 'language: Bangla\n');
  assert.deepEqual(
    (await readLanguages(file)).map(({ id }) => id),
    ['en', 'bn', 'sw'],
  );
  const { country, layers } = await readCountry(file, 'sw');
  assert.equal(country.name, 'Bangladeshi');
  assert.equal(layers.find(({ id }) => id === 'identity')?.name, 'Utambulisho');
  assert.equal(layers.find(({ id }) => id === 'payments')?.name, 'Payments');
  const own = await openPlatformTexts(files);
  const inSwahili = (id: string, values = {}) => own.format({ id, values }, 'sw');
  assert.equal(inSwahili('check.report.errors', { count: 3 }), 'makosa 3');
  assert.equal(inSwahili('reading.empty'), 'Faili ni tupu.');
  assert.equal(inSwahili('reading.swagger'), 'The file is Swagger 2.0.');
  const findings = await missingTranslations(files, ['en', 'sw'], { texts: own, locale: 'en' });
  const said = findings.map(({ file: place, message }) => `${place}: ${message}`);
  assert.ok(said.includes('../country.sw.yaml: The language "sw" lacks the text layers.payments.name.'));
  assert.ok(said.some((line) => line.endsWith('The language "sw" lacks the text reading.swagger.')));
  assert.ok(said.every((line) => !line.includes('the text reading.empty.')));
});
