import { createHash } from 'node:crypto';
import type { BrokenService, Catalogue, Finding, Service } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';
import { serviceReference } from '@dpi/specs/service-reference';
import { withLastGood } from './last-good.ts';

/** A catalogue on its way between processes: services that the other side has already are only named. */
export interface Reading {
  /** As JSON, which keeps every digit of a number; a structured clone does not. */
  catalogue: string;
  /** As JSON. */
  services: (string | { unchanged: string })[];
  /** By `<id>/<version>`, what {@link digestOf} makes of the services. */
  digests: Record<string, string>;
}

/** What was read, by whoever keeps the catalogue. */
export interface ReadCatalogue {
  /** With what has become unreadable as it was. */
  catalogue: Catalogue;
  /** As the files say. */
  read: Pick<Catalogue, 'services' | 'broken' | 'findings' | 'hash'>;
  /** Services that are unreadable now and stay as they were. */
  kept: BrokenService[];
  digests: Record<string, string>;
}

/** Leaves out of a catalogue what whoever has `known` has already. */
export function toReading(catalogue: Catalogue, known: Record<string, string>): Reading {
  const digests: Record<string, string> = {};
  const services = catalogue.services.map((service) => {
    const name = serviceReference(service);
    const digest = digestOf(service);
    digests[name] = digest;
    return known[name] === digest ? { unchanged: name } : JSON.stringify(service);
  });
  return { catalogue: JSON.stringify({ ...catalogue, services: undefined }), services, digests };
}

/** Puts the services it has back in: unchanged ones are the very same objects as before. */
export function fromReading({ catalogue, services, digests }: Reading, before: Catalogue | null): ReadCatalogue {
  const had = new Map(before?.services.map((service) => [serviceReference(service), service]));
  const read = parseJson(catalogue) as Omit<Catalogue, 'services'>;
  const whole: Catalogue = {
    ...read,
    guideline: before?.guideline ?? read.guideline,
    services: services.map((service) => {
      if (typeof service === 'string') return parseJson(service) as Service;
      const known = had.get(service.unchanged);
      if (known === undefined) throw new Error(`${service.unchanged} was not read`);
      return known;
    }),
  };
  return { ...(before === null ? { catalogue: whole, kept: [] } : withLastGood(before, whole)), read: whole, digests };
}

/** Of all that the spec says; a score is not part of it. */
function digestOf(service: Service): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...service, assessment: null }))
    .digest('base64');
}

/** Faults that were not there before, the gravest first. */
export function newFindings(before: Finding[], now: Finding[]): Finding[] {
  const known = new Set(before.map(keyOf));
  return [...new Map(now.map((finding) => [keyOf(finding), finding])).values()]
    .filter((finding) => !known.has(keyOf(finding)))
    .sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function keyOf({ rule, file, message }: Finding): string {
  return JSON.stringify([rule, file, message]);
}
