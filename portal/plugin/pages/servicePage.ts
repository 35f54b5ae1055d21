import { asyncApiPath, openApiFiles } from '@dpi/specs';
import { emittedWebhooks } from '@dpi/specs/behaviour';
import type { Catalogue, Service } from '@dpi/specs/model';
import { simulatedSchemes } from '@dpi/specs/security';
import { serviceReference } from '@dpi/specs/service-reference';
import { endingOf } from '../../catalogue/ending.ts';
import { type OperationGroup, operationGroups, referencesOf } from '../../reference/operationPage.ts';
import { journeyGuide } from '../guides.ts';
import { markdownToHtml } from '../markdown.ts';
import { nameOf } from '../nameOf.ts';
import { contentWithHtml, valueWithHtml } from '../operationPageWithHtml.ts';
import type { ServiceGroup, ServicePage, ServiceWebhook } from '../pageData.ts';
import { schemaWithHtml } from '../schemaWithHtml.ts';
import { firstCallOf } from './firstCall.ts';
import { insteadOf } from './insteadOf.ts';
import { serviceQuality } from './serviceQuality.ts';

export function servicePage(catalogue: Catalogue, service: Service): ServicePage {
  const { id, version, title, summary, release, url, servedBy, basePath, audience, lifecycle, dataProtection } =
    service;
  const schemes = new Set(service.operations.flatMap(({ security }) => security.flat()));
  const layer = catalogue.layers.find((item) => item.id === service.layer);
  const agency = catalogue.agencies.find((item) => item.id === service.agency);
  return {
    id,
    version,
    title,
    summary,
    descriptionHtml: markdownToHtml(service.description, 2),
    release,
    url,
    servedBy,
    basePath,
    securitySchemes: Object.fromEntries(Object.entries(service.securitySchemes).filter(([name]) => schemes.has(name))),
    simulatedSchemes: simulatedSchemes(service),
    layer: layer ? { id: layer.id, name: layer.name } : null,
    agency: agency ? { name: agency.name, url: agency.url } : null,
    audience: audience.map((id) => nameOf(catalogue.country.audiences, id)),
    lifecycle,
    dataProtection,
    contact: service.contact,
    license: service.license,
    servers: service.servers,
    firstCall: firstCallOf(catalogue, service),
    ending: endingOf(service, null, insteadOf),
    quality: serviceQuality(catalogue, service),
    releases: service.releases.map(({ version, date, score, changes }) => ({
      version,
      date,
      score,
      changes: {
        breaking: changes.filter(({ level }) => level === 'breaking').length,
        warning: changes.filter(({ level }) => level === 'warning').length,
        harmless: changes.filter(({ level }) => level === 'harmless').length,
      },
    })),
    groups: operationGroups(service).map((group) => serviceGroup(service, group)),
    webhooks: serviceWebhooks(service),
    references: webhookReferences(catalogue, service),
    otherVersions: catalogue.services
      .filter((other) => other.id === id && other.version !== version)
      .map((other) => ({ version: other.version, lifecycle: other.lifecycle, url: other.url })),
    standards: catalogue.standards
      .filter(({ usedBy }) => usedBy.includes(serviceReference({ id, version })))
      .map((standard) => ({ title: standard.title, url: `/standards/${standard.id}/` })),
    asyncApi: asyncApiPath(service),
    openApiFiles: openApiFiles(catalogue, service).sort(
      (a, b) => Number(b.locale === catalogue.locale) - Number(a.locale === catalogue.locale),
    ),
    journeys: catalogue.journeys
      .filter(({ steps }) => steps.some((step) => step.service === serviceReference({ id, version })))
      .flatMap((journey) => {
        const guide = journeyGuide(journey.id);
        return guide === null ? [] : [{ title: journey.title, summary: journey.summary, url: guide }];
      }),
  };
}

function serviceGroup({ tags }: Service, { tag, operations }: OperationGroup): ServiceGroup {
  const declared = tags.find(({ title }) => title === tag);
  return { title: tag, descriptionHtml: markdownToHtml(declared?.description ?? ''), operations };
}

function serviceWebhooks({ webhooks, behaviour, servedBy }: Service): ServiceWebhook[] {
  const sent = behaviour === null ? new Set<string>() : emittedWebhooks(behaviour);
  return webhooks.map(({ name, method, summary, description, parameters, requestBody }) => ({
    name,
    method,
    summary,
    descriptionHtml: markdownToHtml(description, 3),
    parameters: parameters.map(valueWithHtml),
    contents: requestBody?.contents.map(contentWithHtml) ?? [],
    // What the platform's own API describes, the platform sends.
    isSent: servedBy === 'platform' || sent.has(name),
  }));
}

function webhookReferences(catalogue: Catalogue, service: Service): ServicePage['references'] {
  const roots = service.webhooks.flatMap(({ parameters, requestBody }) => [
    ...parameters.map(({ schema }) => schema),
    ...(requestBody?.contents ?? []).flatMap(({ schema }) => (schema === null ? [] : [schema])),
  ]);
  const { schemas, standards } = referencesOf(catalogue, service, roots);
  return {
    schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaWithHtml(schema)])),
    standards,
  };
}
