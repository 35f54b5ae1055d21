import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { loadCatalogue } from '../load.ts';
import type { Catalogue, Release, Service } from '../model.ts';
import { catalogueFeed, serviceFeed } from './changelog-feed.ts';

const catalogue = await loadCatalogue({ services: ['nid-verification'] });

const RELEASES: Release[] = [
  {
    version: '1.1.0',
    date: '2026-03-01',
    score: 91,
    changes: [
      {
        id: 'response-enum-value-added',
        level: 'breaking',
        operation: 'GET /a',
        pointer: '',
        text: 'Values are new: <b> & "c"',
      },
    ],
    renamedOperations: [],
  },
  { version: '1.0.0', date: '2026-01-05', score: null, changes: [], renamedOperations: [] },
];

function withReleases(releases: Release[], change: Partial<Service> = {}): { all: Catalogue; service: Service } {
  const [known] = catalogue.services;
  assert.ok(known);
  const service = { ...known, releases, ...change };
  return { all: { ...catalogue, services: [service] }, service };
}

function parsed(xml: string) {
  assert.equal(XMLValidator.validate(xml), true, xml);
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' });
  const { feed } = parser.parse(xml) as { feed: ParsedFeed };
  return { ...feed, entry: feed.entry ?? [] };
}

interface ParsedFeed {
  id: string;
  title: string;
  updated: string;
  author: { name: string };
  link: { '@_rel': string; '@_href': string }[];
  entry?: { id: string; title: string; updated: string; content: { '#text': string }; link: { '@_href': string } }[];
}

test('every published version is an entry that leads to its place on the changelog page', () => {
  const { all, service } = withReleases(RELEASES);
  const feed = parsed(serviceFeed(all, service, 'https://dpi.example'));
  assert.equal(feed.updated, '2026-03-01T00:00:00Z');
  assert.deepEqual(
    feed.entry.map(({ title, link }) => [title, link['@_href']]),
    ['1.1.0', '1.0.0'].map((version) => [
      `${service.title} ${version}`,
      `https://dpi.example/catalogue/nid-verification/v1/changelog/#${version}`,
    ]),
  );
  const [changed, first] = feed.entry.map(({ content }) => content['#text']);
  assert.match(
    changed ?? '',
    /<h3>Breaking<\/h3><ul><li><code>GET \/a<\/code> Values are new: &lt;b&gt; &amp; &quot;c&quot;<\/li><\/ul>/,
  );
  assert.match(first ?? '', /first published version/);
});

test('a feed names itself and its page', () => {
  const { all, service } = withReleases([]);
  const { link } = parsed(serviceFeed(all, service, 'https://dpi.example'));
  assert.deepEqual(
    link.map((entry) => [entry['@_rel'], entry['@_href']]),
    [
      ['self', 'https://dpi.example/catalogue/nid-verification/v1/changelog.atom'],
      ['alternate', 'https://dpi.example/catalogue/nid-verification/v1/changelog/'],
    ],
  );
});

test('an entry has the same id in both feeds and at every address, and no two have one', () => {
  const { all, service } = withReleases(RELEASES);
  const here = parsed(serviceFeed(all, service, 'https://dpi.example'));
  const moved = parsed(catalogueFeed(all, 'http://localhost:4000'));
  const ids = here.entry.map(({ id }) => id);
  assert.deepEqual(
    moved.entry.map(({ id }) => id),
    ids,
  );
  assert.equal(new Set([...ids, here.id, moved.id]).size, 4);
  for (const id of ids)
    assert.match(id, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the feed of all services has the newest versions first', () => {
  const { all, service } = withReleases(RELEASES);
  const other = { ...service, url: '/catalogue/other/v1/', title: 'Other', releases: RELEASES.slice(1) };
  const feed = parsed(catalogueFeed({ ...all, services: [other, service] }, 'https://dpi.example'));
  assert.deepEqual(
    feed.entry.map(({ title }) => title),
    [`${service.title} 1.1.0`, 'Other 1.0.0', `${service.title} 1.0.0`],
  );
});

test('no text of a spec breaks a feed', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(anyText, anyText, anyText, (title, version, text) => {
      const change = { id: 'x', level: 'warning' as const, operation: text, pointer: '', text };
      const release = {
        ...{ date: '2026-01-05', score: 1, renamedOperations: [] },
        version: version.toWellFormed(),
        changes: [change],
      };
      const { all, service } = withReleases([release], { title });
      parsed(serviceFeed(all, service, 'https://dpi.example'));
    }),
    { numRuns: 60 },
  );
});
