import type { BrokenService, Catalogue, OpenApiDocument, Persona } from '@dpi/specs/model';
import { readService } from '../../specs/catalogue/read-service.ts';

/** A catalogue for tests, of OpenAPI documents by service id; each is version `v1`. */
export function catalogueOf(
  documents: Record<string, OpenApiDocument>,
  { personas = [], broken = [] }: { personas?: Persona[]; broken?: BrokenService[] } = {},
): Catalogue {
  return {
    locale: 'en',
    country: {
      id: 'XX',
      name: 'Testland',
      title: 'Test',
      summary: 'Test',
      locales: [{ id: 'en', name: 'English', formats: 'en' }],
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
    services: Object.entries(documents).map(([id, document]) => {
      const origin = {
        id,
        version: 'v1',
        file: `${id}/v1/openapi.yaml`,
        changelog: '',
        releases: [],
        translations: [],
        behaviour: null,
        login: null,
        seed: {},
      };
      return readService(document, origin, personas);
    }),
    supporting: [],
    broken,
    standards: [],
    personas,
    problems: PROBLEMS.map(([id, status]) => ({
      id,
      status,
      title: id,
      titles: {},
      meaning: '',
      remedy: '',
      raisedBy: [],
    })),
    guideline: [],
    journeys: [],
    guides: [],
    sampleApps: [],
    findings: [],
    hash: '0',
  };
}

const PROBLEMS: [string, number][] = [
  ['request-malformed', 400],
  ['request-invalid', 422],
  ['request-too-complex', 422],
  ['idempotency-key-missing', 400],
  ['media-type-unsupported', 415],
  ['not-acceptable', 406],
  ['service-not-found', 404],
  ['service-broken', 500],
  ['operation-not-found', 404],
  ['method-not-allowed', 405],
  ['example-not-found', 404],
  ['response-not-defined', 501],
  ['mock-failed', 500],
  ['sandbox-busy', 503],
];
