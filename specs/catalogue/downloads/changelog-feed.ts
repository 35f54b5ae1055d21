import { createHash } from 'node:crypto';
import { compareText } from '../../base/compare-text.ts';
import { escapeMarkup } from '../../base/escape-markup.ts';
import type { Catalogue, Change, Release, Service } from '../model.ts';

/** More than readers keep, and little enough to fetch again and again. */
const MOST_ENTRIES = 50;
const LEVELS: [Change['level'], string][] = [
  ['breaking', 'Breaking'],
  ['warning', 'Potentially breaking'],
  ['harmless', 'Non-breaking'],
];
/** RFC 4287 asks every feed when it was last changed, those without an entry, too. */
const NEVER = '1970-01-01';

interface Entry {
  service: Service;
  release: Release;
  isFirst: boolean;
}

/** `/catalogue/<service>/<v>/changelog.atom`: the published versions of one service, RFC 4287. */
export function serviceFeed(catalogue: Catalogue, service: Service, publicUrl: string): string {
  return feed(catalogue, publicUrl, {
    title: `${service.title} ${service.version}: what changed`,
    path: `${service.url}changelog.atom`,
    page: `${service.url}changelog/`,
    author: authorOf(catalogue, service),
    entries: entriesOf(service),
  });
}

/** `/changelog.atom`: the published versions of all services. */
export function catalogueFeed(catalogue: Catalogue, publicUrl: string): string {
  return feed(catalogue, publicUrl, {
    title: `${catalogue.country.title}: what changed`,
    path: '/changelog.atom',
    page: '/catalogue/',
    author: catalogue.country.title,
    entries: catalogue.services.flatMap(entriesOf),
  });
}

interface Feed {
  title: string;
  path: string;
  page: string;
  author: string;
  entries: Entry[];
}

function feed(catalogue: Catalogue, publicUrl: string, { title, path, page, author, entries }: Feed): string {
  const newest = entries.toSorted((a, b) => compareText(b.release.date, a.release.date)).slice(0, MOST_ENTRIES);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeMarkup(catalogue.locale)}">
<id>${idOf(catalogue, path)}</id>
<title>${escapeMarkup(title)}</title>
<updated>${instant(newest[0]?.release.date ?? NEVER)}</updated>
<author><name>${escapeMarkup(author)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeMarkup(publicUrl + path)}"/>
<link rel="alternate" type="text/html" href="${escapeMarkup(publicUrl + page)}"/>
${newest.map((entry) => entryXml(catalogue, publicUrl, entry)).join('')}</feed>
`;
}

function entryXml(catalogue: Catalogue, publicUrl: string, { service, release, isFirst }: Entry): string {
  const page = `${service.url}changelog/#${encodeURIComponent(release.version)}`;
  return `<entry>
<id>${idOf(catalogue, `${service.url}releases/${release.version}`)}</id>
<title>${escapeMarkup(`${service.title} ${release.version}`)}</title>
<updated>${instant(release.date)}</updated>
<published>${instant(release.date)}</published>
<author><name>${escapeMarkup(authorOf(catalogue, service))}</name></author>
<link rel="alternate" type="text/html" href="${escapeMarkup(publicUrl + page)}"/>
<content type="html">${escapeMarkup(contentHtml(release, isFirst))}</content>
</entry>
`;
}

function contentHtml({ score, changes }: Release, isFirst: boolean): string {
  const groups = LEVELS.flatMap(([level, heading]) => {
    const some = changes.filter((change) => change.level === level);
    if (some.length === 0) return [];
    const items = some.map(({ operation, text }) => {
      const place = operation === null ? '' : `<code>${escapeMarkup(operation)}</code> `;
      return `<li>${place}${escapeMarkup(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</li>`;
    });
    return [`<h3>${heading}</h3><ul>${items.join('')}</ul>`];
  });
  const nothing = isFirst ? 'The first published version.' : 'No changes for clients.';
  const changed = groups.length > 0 ? groups.join('') : `<p>${nothing}</p>`;
  return score === null ? changed : `${changed}<p>Score: ${score} of 100.</p>`;
}

/** The agency that answers for a service, else the platform. */
function authorOf({ agencies, country }: Catalogue, { agency }: Service): string {
  return agencies.find(({ id }) => id === agency)?.name ?? country.title;
}

function entriesOf(service: Service): Entry[] {
  return service.releases.map((release, index, all) => ({ service, release, isFirst: index === all.length - 1 }));
}

function instant(day: string): string {
  return `${day}T00:00:00Z`;
}

/** A UUID made of a name (RFC 9562, version 5): the same at every address, so that a move makes nothing new again. */
function idOf({ country }: Catalogue, name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(`${country.id}${name}`).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return `urn:uuid:${hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

/** Drawn once for these feeds. */
const NAMESPACE = Buffer.from('6f1c5d7a9b1e4c0f8a52d3e47f90b6c1', 'hex');
