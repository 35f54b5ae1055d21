import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixtureCatalogue } from '../catalogue.fixture.ts';
import { guidelinePage, rulePage } from './guidelinePages.ts';

const catalogue = fixtureCatalogue();

function pageOf(id: string) {
  const rule = catalogue.guideline.find((known) => known.id === id);
  assert.ok(rule);
  return rulePage(catalogue, rule);
}

test('lists the rules by category, with what they are worth and how many services break them', () => {
  const { services, categories } = guidelinePage(catalogue);
  assert.equal(services, 1);
  assert.deepEqual(
    categories.map(({ id, rules }) => [id, rules.map((rule) => [rule.id, rule.points, rule.brokenBy])]),
    [
      ['metadata', [['info-contact', 33.3, 0]]],
      ['data', [['string-bounded', 66.7, 1]]],
    ],
  );
});

test('a rule names the services that break it, and those that have a waiver with its reason and end', () => {
  assert.deepEqual(pageOf('string-bounded').brokenBy, [
    {
      title: 'Birth registration',
      version: 'v1',
      lifecycle: 'stable',
      url: '/catalogue/birth-registration/v1/',
      points: 4,
      places: 7,
    },
  ]);
  const { brokenBy, waivers } = pageOf('info-contact');
  assert.deepEqual(brokenBy, []);
  assert.deepEqual(
    waivers.map(({ url, reason, until, expired }) => [url, reason, until, expired]),
    [['/catalogue/birth-registration/v1/', 'The office is moving.', '2027-01-31', false]],
  );
});

test('shows YAML in colour, and never as HTML of its own', () => {
  const { bad, good, whyHtml } = pageOf('string-bounded');
  assert.equal(good.text, 'type: string\nmaxLength: 40');
  assert.match(good.html, /<span style="--shiki-light:#[0-9A-F]+;--shiki-dark:#[0-9A-F]+"> ?40<\/span>/i);
  assert.doesNotMatch(bad.html, /<any>/);
  assert.equal(whyHtml, '<p>Nobody can store what has no end.</p>');
});
