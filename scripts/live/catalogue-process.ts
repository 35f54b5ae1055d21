/**
 * Reads specs beside the server: reading, checking and setting them out keep a processor busy for longer than a call may
 * wait, and take more memory than everything else. Only a process gives it back; a thread that has ended does not.
 */

import { loadCatalogue, readTranslation, UnknownServiceError } from '@dpi/specs';
import { countryFiles } from '@dpi/specs/country-files';
import { errorMessage } from '@dpi/specs/error-message';
import type { Catalogue } from '@dpi/specs/model';
import { assessCatalogue } from '@dpi/specs/ruleset';
import { serviceReference } from '@dpi/specs/service-reference';
import { readLanguages } from '@dpi/specs/texts';
import { withLastGood } from './last-good.ts';
import type { Answers, Question, Reply, Request, Scope } from './protocol.ts';
import { toReading } from './read-catalogue.ts';

const { specsDir, services } = JSON.parse(process.argv[2] ?? '{}') as Scope;

/** The last catalogue of each language, without what has become unreadable since. */
const read = new Map<string, Catalogue>();
/** The last catalogue of each language that was held against the guideline. */
const scored = new Map<string, Catalogue>();
/** What the files of the source language said last. */
let asRead: Catalogue | null = null;
/** Ids of the services that the files of each language do not let be read now. */
const unreadable = new Map<string, Set<string>>();

async function readIn(locale: string): Promise<Catalogue> {
  const catalogue = await loadCatalogue({ specsDir, services, locale });
  const before = read.get(locale);
  read.set(locale, before === undefined ? catalogue : withLastGood(before, catalogue).catalogue);
  unreadable.set(locale, new Set(catalogue.broken.map(({ id }) => id)));
  return catalogue;
}

/** The last catalogue of a language with scores. What cannot be read now keeps the score it had. */
async function assessIn(locale: string): Promise<Catalogue> {
  const catalogue = read.get(locale) ?? (await readIn(locale));
  const ids = catalogue.services.map(({ id }) => id).filter((id) => !unreadable.get(locale)?.has(id));
  const assessed = await assessCatalogue(catalogue, { specsDir, services: ids });
  read.set(locale, { ...catalogue, services: assessed.services });
  scored.set(locale, assessed);
  return assessed;
}

/** The last catalogue of a language with the scores it had before. */
async function asScoredIn(locale: string): Promise<Catalogue> {
  const before = scored.get(locale);
  const catalogue = read.get(locale);
  if (before === undefined || catalogue === undefined) return assessIn(locale);
  const scores = new Map(before.services.map((service) => [serviceReference(service), service.assessment]));
  const services = catalogue.services.map((service) => ({
    ...service,
    assessment: service.assessment ?? scores.get(serviceReference(service)) ?? null,
  }));
  return { ...catalogue, guideline: before.guideline, services };
}

const answer: { [Q in Question]: (ask: Answers[Q]['ask']) => Promise<Answers[Q]['get']> } = {
  async read({ known }) {
    asRead = await readIn(await sourceLocale());
    return toReading(asRead, known);
  },

  async assess() {
    const { guideline, services, findings } = await assessIn(await sourceLocale());
    return {
      guideline,
      findings,
      assessments: Object.fromEntries(
        services.map(({ id, version, assessment }) => [serviceReference({ id, version }), assessment]),
      ),
    };
  },

  async languages() {
    const catalogues = asRead === null ? [] : [asRead];
    const { locale, country } = await lastRead();
    for (const { id } of country.locales) if (id !== locale) catalogues.push(await readIn(id));
    return {
      hashes: catalogues.map(({ hash }) => hash),
      unreadable: [...new Set(catalogues.flatMap(({ broken }) => broken.map(serviceReference)))],
      findings: catalogues.flatMap(({ findings }) => findings),
    };
  },

  async pages({ withNewScores }) {
    const { pageJson } = await import('../../portal/plugin/pageJson.ts');
    const { portalRoutes } = await import('../../portal/plugin/routes.ts');
    const { searchFiles } = await import('../../portal/plugin/search/searchFiles.ts');
    const pages = new Map<string, string>();
    const { locale, country } = await lastRead();
    const catalogues: Catalogue[] = [];
    for (const { id } of country.locales) {
      catalogues.push(await (withNewScores ? assessIn(id) : asScoredIn(id)));
    }
    for (const catalogue of catalogues) {
      const prefix = catalogue.locale === locale ? '' : `/${catalogue.locale}`;
      for (const { path, page } of portalRoutes(catalogue)) pages.set(prefix + path, pageJson(page));
      const others = catalogues.filter((other) => other !== catalogue);
      for (const { path, data } of await searchFiles(catalogue, others)) pages.set(prefix + path, JSON.stringify(data));
    }
    // The next change shall not wait until what reads it is loaded.
    void import('@redocly/openapi-core');
    return pages;
  },

  async translation({ service, locale }) {
    const document = await readTranslation(service, locale, { specsDir });
    return document === null ? null : JSON.stringify(document);
  },
};

/** The language of the specs: the country's first. */
async function sourceLocale(): Promise<string> {
  const [{ id }] = await readLanguages(countryFiles(specsDir).country);
  return id;
}

async function lastRead(): Promise<Catalogue> {
  const catalogue = read.get(await sourceLocale());
  if (catalogue === undefined) throw new Error('The specs have not been read yet.');
  return catalogue;
}

process.on('message', ({ question, ask }: Request) => {
  const give = answer[question] as (ask: object) => Promise<unknown>;
  give(ask).then(
    (got) => reply({ got }),
    (error: unknown) => {
      const message = errorMessage(error);
      reply({ failed: { message, isWrongUse: error instanceof UnknownServiceError } });
    },
  );
});

// A terminal sends Ctrl+C to every process; this one ends with the server.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

function reply(message: Reply): void {
  process.send?.(message);
}
