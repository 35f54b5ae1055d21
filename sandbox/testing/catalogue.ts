import { fileURLToPath } from 'node:url';
import type { Catalogue, HttpMethod, Operation, Service } from '@dpi/specs/model';
import { readProblems } from '../../specs/catalogue/problems.ts';

const PROBLEMS = fileURLToPath(new URL('../../specs/problems.yaml', import.meta.url));

/** A catalogue made by hand: one service that is alive, one that is deprecated, and one whose spec is broken. */
export async function testCatalogue(): Promise<Catalogue> {
  return {
    locale: 'en',
    country: {
      id: 'XX',
      name: 'Testland',
      title: 'Testland Platform',
      summary: '',
      locales: [
        { id: 'en', name: 'English', formats: 'en' },
        { id: 'bn', name: 'Bangla', formats: 'bn' },
      ],
      team: null,
      securityContact: null,
      clock: { timeZone: 'UTC', weekend: [], holidays: [], examplesAt: '' },
      names: { alike: [], forms: {}, latin: {} },
      dataProtection: [],
      audiences: [],
      identifiers: [],
      newPerson: null,
    },
    layers: [],
    agencies: [],
    services: [
      service('nid-verification', {}, [
        operation('get', '/status'),
        operation('post', '/verifications'),
        operation('get', '/health', []),
        operation('get', '/news', [[], ['ApiKey']]),
      ]),
      service('old-registry', { lifecycle: 'deprecated', deprecatedAt: '2026-01-01', sunsetAt: '2027-01-01' }, [
        operation('get', '/records'),
      ]),
    ],
    supporting: [],
    broken: [{ id: 'land', version: 'v1', file: 'land/v1/openapi.yaml', findings: [] }],
    standards: [],
    personas: [],
    problems: await readProblems(PROBLEMS, 'en', ['en', 'bn']),
    guideline: [],
    journeys: [],
    guides: [],
    sampleApps: [],
    findings: [],
    hash: 'test',
  };
}

function service(id: string, part: Partial<Service>, operations: Operation[]): Service {
  const url = `/catalogue/${id}/v1/`;
  return {
    id,
    version: 'v1',
    title: id,
    titles: {},
    summary: '',
    summaries: {},
    description: '',
    release: '1.0.0',
    layer: null,
    agency: null,
    audience: [],
    lifecycle: 'stable',
    dataProtection: null,
    contact: null,
    license: null,
    servers: [],
    servedBy: 'sandbox',
    basePath: `/sandbox/${id}/v1`,
    url,
    tags: [],
    webhooks: [],
    operations: operations.map((one) => ({ ...one, url: `${url}${one.slug}/` })),
    schemas: {},
    securitySchemes: {},
    deprecatedAt: null,
    sunsetAt: null,
    assessment: null,
    releases: [],
    translations: [],
    behaviour: null,
    login: null,
    seed: {},
    changelog: '',
    document: { openapi: '3.1.0', info: { title: id, version: '1.0.0' }, paths: {} },
    file: `${id}/v1/openapi.yaml`,
    ...part,
  };
}

function operation(method: HttpMethod, path: string, security: string[][] = [['ApiKey']]): Operation {
  const slug = `${method}-${path.slice(1)}`;
  return {
    id: slug,
    slug,
    method,
    path,
    url: '',
    summary: '',
    description: '',
    tags: [],
    deprecated: false,
    deprecatedAt: null,
    sunsetAt: null,
    parameters: [],
    requestBody: null,
    responses: [],
    examples: [],
    security,
    servers: [],
    collection: { store: {}, body: {} },
  };
}
