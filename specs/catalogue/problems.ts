import { dirname } from 'node:path';
import { isObject, objectsIn, stringOr } from '../json/value.ts';
import { readTranslated } from '../texts/translated-file.ts';
import { pageNameIn } from './data-file.ts';
import type { ProblemType, Service } from './model.ts';
import { isPageName } from './page-name.ts';

/**
 * Reads problem types: the platform's own from `problems.yaml`, those of services from `service-problems.yaml`.
 * @param locale of the texts
 * @param locales of the titles: an answer is in the language of its caller
 * @param translated the file that the translations stand beside, where it is another
 */
export async function readProblems(
  file: string,
  locale: string,
  locales: string[] = [locale],
  translated: string = file,
): Promise<ProblemType[]> {
  const [data, ...translations] = await Promise.all(
    [locale, ...locales].map(async (language) =>
      objectsIn((await readTranslated(file, language, [dirname(file), dirname(translated)], translated)).problems),
    ),
  );
  return (data ?? []).map((item, index) => ({
    id: pageNameIn(file, item.id),
    status: typeof item.status === 'number' ? item.status : 500,
    title: stringOr(item.title, ''),
    titles: Object.fromEntries(
      locales.map((language, at) => [language, stringOr(translations[at]?.[index]?.title, '')]),
    ),
    meaning: stringOr(item.meaning, ''),
    remedy: stringOr(item.remedy, ''),
    raisedBy: [],
  }));
}

/**
 * Adds the problem types that the services' examples name, and which operations raise each. One that nobody has described
 * is told in the words of its first example.
 */
export function withProblemsOf(
  services: Service[],
  platform: ProblemType[],
  described: ProblemType[] = [],
): ProblemType[] {
  const ofServices = new Map(described.map((type) => [type.id, type]));
  const types = new Map(platform.map((type) => [type.id, { ...type, raisedBy: [...type.raisedBy] }]));
  for (const service of services) {
    for (const operation of service.operations) {
      const source = { title: `${service.title}: ${operation.summary}`, url: operation.url };
      for (const body of problemBodies(operation)) {
        const id = problemId(body.type);
        if (id === null) continue;
        const own = ofServices.get(id);
        const known = types.get(id) ?? (own && { ...own, raisedBy: [] });
        const type = known ?? {
          id,
          status: typeof body.status === 'number' ? body.status : 500,
          title: stringOr(body.title, id),
          titles: {},
          meaning: stringOr(body.detail, ''),
          remedy: '',
          raisedBy: [],
        };
        types.set(id, type);
        if (!type.raisedBy.some(({ url }) => url === source.url)) type.raisedBy.push(source);
      }
    }
  }
  return [...types.values()];
}

/** The id in a problem type URL of this portal, such as `/problems/account-closed/`; `null` for foreign types. */
export function problemId(type: unknown): string | null {
  if (typeof type !== 'string') return null;
  const id = /^\/problems\/([a-z0-9-]+)\/?$/.exec(type)?.[1];
  return id !== undefined && isPageName(id) ? id : null;
}

function problemBodies(operation: Service['operations'][number]) {
  return operation.responses
    .flatMap((response) => response.contents)
    .filter((content) => content.contentType === 'application/problem+json')
    .flatMap((content) => content.examples.map((example) => example.value))
    .filter(isObject);
}
