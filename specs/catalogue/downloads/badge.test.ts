import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLValidator } from 'fast-xml-parser';
import { loadCatalogue } from '../load.ts';
import type { Service } from '../model.ts';
import { badgeSvg } from './badge.ts';

const { services } = await loadCatalogue({ services: ['nid-verification'] });

function badge(score: number | null, change: Partial<Service> = {}): string {
  const [service] = services;
  assert.ok(service);
  const assessment = score === null ? null : { score, cap: null, categories: [], losses: [], waivers: [] };
  return badgeSvg({ ...service, title: 'National ID', lifecycle: 'beta', assessment, ...change });
}

test('says score and stage in words to who cannot see it', () => {
  assert.match(badge(93), /role="img" aria-label="National ID v1: score 93 of 100, beta"/);
  assert.match(badge(93), /<title>National ID v1: score 93 of 100, beta<\/title>/);
  assert.match(badge(93), />93\/100 · beta<\/text>/);
});

test('says so where there is no score yet', () => {
  assert.match(badge(null), />not scored · beta<\/text>/);
});

test('loads nothing from elsewhere and stays one picture whatever the title', () => {
  const svg = badge(50, { title: '</title><script>&"' });
  assert.equal(XMLValidator.validate(svg), true);
  assert.doesNotMatch(svg, /<script|@import|xlink|href|@font-face/);
});
