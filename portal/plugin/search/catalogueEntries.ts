import { STATUS_CODES } from 'node:http';
import type { Catalogue, Operation, Service } from '@dpi/specs/model';
import type { SearchEntry } from '@dpi/specs/search';
import { versionedTitle } from '../../service/versionedTitle.ts';
import { journeyGuide } from '../guides.ts';
import { markdownToText } from '../markdown.ts';
import { firstSentence } from '../pages/standardPages.ts';

/** Services, operations, journeys, people, standards, problems and rules, as they are searched. */
export function catalogueEntries(catalogue: Catalogue): SearchEntry[] {
  const { services, journeys, personas, standards, problems, guideline } = catalogue;
  return [
    ...services.flatMap((service) => [
      serviceEntry(service),
      ...service.operations.map((operation) => operationEntry(service, operation)),
    ]),
    ...journeys.flatMap(({ id, title, summary }): SearchEntry[] => {
      const url = journeyGuide(id);
      return url === null ? [] : [{ type: 'journey', url, title, context: summary, names: [id] }];
    }),
    ...personas.map(
      ({ id, name, summary, purpose, identifiers }): SearchEntry => ({
        type: 'persona',
        url: `/personas/#${id}`,
        title: name,
        context: summary,
        names: [id, ...Object.values(identifiers)],
        text: purpose,
      }),
    ),
    ...standards.map(
      ({ id, name, title, description }): SearchEntry => ({
        type: 'standard',
        url: `/standards/${id}/`,
        title,
        context: opening(description),
        names: name === null ? [id] : [id, name],
      }),
    ),
    ...problems.map(
      ({ id, status, title, meaning }): SearchEntry => ({
        type: 'problem',
        url: `/problems/${id}/`,
        title,
        context: opening(meaning),
        names: [id, `${status}`],
        text: STATUS_CODES[status] ?? '',
      }),
    ),
    ...guideline.map(
      ({ id, title, why }): SearchEntry => ({
        type: 'rule',
        url: `/guideline/${id}/`,
        title,
        context: opening(why),
        names: [id],
      }),
    ),
  ];
}

function serviceEntry(service: Service): SearchEntry {
  const { id, version, url, summary, tags, webhooks } = service;
  return {
    type: 'service',
    url,
    title: versionedTitle(service),
    context: summary,
    names: [id, version],
    text: [...tags.map((tag) => tag.title), ...webhooks.map((webhook) => `${webhook.name} ${webhook.summary}`)].join(
      ' ',
    ),
  };
}

function operationEntry(service: Service, { id, method, path, url, summary, description }: Operation): SearchEntry {
  return {
    type: 'operation',
    url,
    title: summary || path,
    context: versionedTitle(service),
    call: `${method.toUpperCase()} ${service.basePath}${path}`,
    names: [id],
    text: opening(description),
  };
}

function opening(markdown: string): string {
  return firstSentence(markdownToText(markdown));
}
