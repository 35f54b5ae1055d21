import type { MediaType } from '@dpi/specs/model';
import Negotiator from 'negotiator';

/** What a response can be answered as: one of its contents in one media type. */
export interface Offer<Content> {
  content: Content;
  /** Never a range. */
  mediaType: string;
}

/** What the values of a content are. */
type Kind = 'structured' | 'text' | 'binary';

/** The media type that stands for a range where the caller names none within it. */
const USUAL: Record<string, string> = {
  'application/*': 'application/json',
  'audio/*': 'audio/mpeg',
  'font/*': 'font/woff2',
  'image/*': 'image/png',
  'text/*': 'text/plain',
  'video/*': 'video/mp4',
};

/** What lists and objects can be written as; XML of a vocabulary of its own, such as XHTML, is more than that. */
const JSON_OR_XML = /([/+]json|^(application|text)\/xml)$/;

/**
 * Chooses among the contents of a response what the caller likes best (RFC 9110 12.5.1). Both sides may name ranges: what is
 * answered is one type that lies in both. `null` where nothing fits.
 * @param accept media ranges with their qualities; `null`: any
 */
export function negotiate<Content extends MediaType>(
  contents: Content[],
  accept: string[] | null,
): Offer<Content> | null {
  const ranges = accept?.map((range) => (isOfParameters(range, contents) ? range : withoutParameters(range))) ?? null;
  // A type that is named comes before a range that holds it.
  const namedFirst = contents.toSorted((one, other) => Number(isRange(one)) - Number(isRange(other)));
  const offers = namedFirst.flatMap((content) =>
    typesOf(content, ranges ?? []).map((mediaType): Offer<Content> => ({ content, mediaType })),
  );
  if (ranges === null) return offers[0] ?? null;
  const negotiator = new Negotiator({ headers: { accept: ranges.join(', ') } });
  const [chosen] = negotiator.mediaTypes([...new Set(offers.map(({ mediaType }) => mediaType))]);
  return offers.find(({ mediaType }) => mediaType === chosen) ?? null;
}

/** Whether a declared type has parameters, too: else those of a range, such as `charset=utf-8`, have nothing to be held against. */
function isOfParameters(range: string, contents: MediaType[]): boolean {
  const mediaType = typeOf(range);
  return contents.some(({ contentType }) => contentType.includes(';') && typeOf(contentType) === mediaType);
}

function isRange({ contentType }: MediaType): boolean {
  return typeOf(contentType).includes('*');
}

function withoutParameters(range: string): string {
  const quality = /;\s*q\s*=\s*[\d.]+/i.exec(range)?.[0] ?? '';
  return typeOf(range) + quality;
}

function typeOf(mediaType: string): string {
  return mediaType.replace(/;.*/s, '').trim().toLowerCase();
}

/** Media types that a content can be answered as, the usual one first. */
function typesOf(content: MediaType, ranges: string[]): string[] {
  const declared = content.contentType.trim();
  const range = typeOf(declared);
  if (!isRange(content)) return [declared];
  const kind = kindOf(content);
  const asked = ranges
    .map(typeOf)
    .filter((name) => !name.includes('*') && isWithin(name, range))
    .filter((name) => kind !== 'structured' || JSON_OR_XML.test(name));
  return [...usualTypes(range, kind), ...asked];
}

function usualTypes(range: string, kind: Kind): string[] {
  if (kind === 'binary' && /^(application|\*)\/\*$/.test(range)) return ['application/octet-stream'];
  if (range === '*/*') return kind === 'text' ? ['text/plain', 'application/json'] : ['application/json'];
  const usual = USUAL[range];
  return usual === undefined ? [] : [usual];
}

function isWithin(mediaType: string, range: string): boolean {
  return range === '*/*' || mediaType.startsWith(range.slice(0, -1));
}

function kindOf({ examples: [example], schema }: MediaType): Kind {
  if (example !== undefined) return typeof example.value === 'string' ? 'text' : 'structured';
  if (schema?.type !== 'string') return 'structured';
  return schema.format === 'binary' || schema.contentEncoding !== undefined ? 'binary' : 'text';
}

/** Letters and ranges of an `Accept-Language` that are read; people send fewer. */
const MAX_ACCEPT_LANGUAGE = 200;
const MAX_RANGES = 10;
const MAX_REMEMBERED = 100;

/**
 * Chooses among languages what a caller likes best (RFC 9110, 12.5.4).
 * @param locales the first is chosen where the caller names none of them
 * @returns takes the `Accept-Language` of a request; cheap, whatever is in it
 */
export function languageChooser(locales: readonly [string, ...string[]]): (accepted: string | undefined) => string {
  const chosen = new Map<string, string>();
  const [preferred] = locales;
  return (accepted) => {
    if (accepted === undefined || locales.length === 1) return preferred;
    const read = accepted.slice(0, MAX_ACCEPT_LANGUAGE);
    const known = chosen.get(read);
    if (known !== undefined) return known;
    const headers = { 'accept-language': read.split(',', MAX_RANGES).join(',') };
    const language = new Negotiator({ headers }).language([...locales]) ?? preferred;
    if (chosen.size >= MAX_REMEMBERED) chosen.clear();
    chosen.set(read, language);
    return language;
  };
}
