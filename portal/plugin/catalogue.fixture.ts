import type { Catalogue, Operation, Service } from '@dpi/specs/model';

/** A small catalogue for tests: one well-kept service, one of a stranger, one that cannot be read. */
export function fixtureCatalogue(locale = 'en'): Catalogue {
  return {
    locale,
    country: {
      id: 'XX',
      name: 'Exampleland',
      title: 'Exampleland DPI',
      summary: 'Public services as APIs.',
      locales: [
        { id: 'en', name: 'English', formats: 'en' },
        { id: 'bn', name: 'বাংলা', formats: 'bn' },
      ],
      team: null,
      securityContact: null,
      clock: { timeZone: 'UTC', weekend: [], holidays: [], examplesAt: '' },
      names: { alike: [], forms: {}, latin: {} },
      dataProtection: [
        { id: 'public', name: 'Public data', isOfPeople: false },
        { id: 'personal', name: 'Personal data', isOfPeople: true },
      ],
      audiences: [{ id: 'public-agency', name: 'Public agencies' }],
      identifiers: [],
      newPerson: null,
    },
    layers: [
      { id: 'identity', name: 'Identity', summary: 'Who somebody is.', isBeside: false },
      { id: 'payments', name: 'Payments', summary: 'How money moves.', isBeside: false },
    ],
    agencies: [
      {
        id: 'registrar',
        name: 'Office of the Registrar',
        names: {},
        url: 'https://registrar.example/',
        email: null,
        team: null,
      },
    ],
    services: [
      fixtureService({
        id: 'birth-registration',
        title: 'Birth registration',
        summary: 'Register a birth.',
        description: 'Registers **births**.',
        layer: 'identity',
        agency: 'registrar',
        audience: ['public-agency'],
        lifecycle: 'stable',
        dataProtection: 'personal',
        tags: [{ name: 'Births', title: 'Newborns', description: 'Births of *today*.' }],
        operations: [
          fixtureOperation({
            id: 'registerBirth',
            slug: 'register-birth',
            method: 'post',
            path: '/births',
            url: '/catalogue/birth-registration/v1/register-birth/',
            summary: 'Register a birth',
            tags: ['Births'],
            requestBody: {
              required: true,
              description: '',
              contents: [
                {
                  contentType: 'application/json',
                  schema: { $ref: '#/components/schemas/Birth' },
                  encoding: {},
                  examples: [{ name: 'amina-born', summary: 'A girl', description: '', value: { name: 'Amina' } }],
                },
              ],
            },
            examples: [
              {
                name: 'amina-born',
                summary: 'A girl',
                description: '',
                personas: ['amina'],
                request: { parameters: [], contentType: 'application/json', body: { name: 'Amina' } },
                response: { status: '201', contentType: 'application/json', body: { id: 'B-1' } },
              },
            ],
          }),
        ],
        schemas: { Birth: { type: 'object', description: 'A *birth*.', properties: { name: { type: 'string' } } } },
        assessment: {
          score: 96,
          cap: null,
          categories: [
            { id: 'metadata', points: 40, maximum: 40 },
            { id: 'data', points: 56, maximum: 60 },
          ],
          losses: [
            {
              rule: 'string-bounded',
              points: 4,
              findings: Array.from({ length: 7 }, (_, index) => ({
                severity: 'error',
                rule: 'string-bounded',
                service: 'birth-registration/v1',
                file: 'birth-registration/v1/openapi.yaml',
                line: index + 10,
                column: 1,
                message: 'name has no end.',
                hint: 'Say maxLength.',
              })),
            },
          ],
          waivers: [
            {
              rule: 'info-contact',
              pointer: null,
              reason: 'The office is moving.',
              until: '2027-01-31',
              expired: false,
            },
          ],
        },
      }),
      fixtureService({
        id: 'stranger',
        title: 'Stranger',
        operations: [
          fixtureOperation({
            id: 'get-things',
            slug: 'get-things',
            path: '/things',
            url: '/catalogue/stranger/v1/get-things/',
          }),
        ],
      }),
    ],
    supporting: [],
    broken: [
      {
        id: 'broken',
        version: 'v1',
        file: 'broken/v1/openapi.yaml',
        findings: [
          {
            severity: 'error',
            rule: 'spec-readable',
            service: 'broken/v1',
            file: 'broken/v1/openapi.yaml',
            line: 3,
            column: 1,
            message: 'Not YAML.',
            hint: 'Mend the indentation.',
          },
        ],
      },
    ],
    standards: [
      {
        id: 'birth-number',
        kind: 'schema',
        name: null,
        source: 'v1/identifiers.yaml#/schemas/BirthNumber',
        title: 'Birth number',
        description: 'Number of a *birth*.',
        schema: { type: 'string', pattern: '^\\d{17}$', examples: ['20260000000000001'], 'x-standard': 'birth-number' },
        usedBy: ['birth-registration/v1'],
      },
    ],
    personas: [
      {
        id: 'amina',
        name: 'Amina',
        summary: 'A newborn.',
        purpose: 'Shows a first registration.',
        identifiers: { birthNumber: '20260000000000001' },
        facts: { birthDate: '2026-01-02', address: { district: 'Kurigram' } },
      },
    ],
    problems: [
      {
        id: 'quota-exceeded',
        status: 429,
        title: 'Quota exceeded',
        titles: {},
        meaning: 'There is **nothing** here.',
        remedy: 'Check the path.',
        raisedBy: [{ title: 'Register a birth', url: '/catalogue/birth-registration/v1/register-birth/' }],
      },
    ],
    guideline: [
      {
        id: 'info-contact',
        category: 'metadata',
        title: 'Say whom to ask',
        why: 'Callers have *questions*.',
        bad: 'info: {}\n',
        good: 'info:\n  contact: { name: Help desk }\n',
        fix: 'Add `contact`.',
        requiredFrom: 'alpha',
        points: 1,
        protectsPeople: false,
      },
      {
        id: 'string-bounded',
        category: 'data',
        title: 'Give texts an end',
        why: 'Nobody can store what has no end.',
        bad: 'type: string # <any>\n',
        good: 'type: string\nmaxLength: 40\n',
        fix: 'Add `maxLength`.',
        requiredFrom: 'beta',
        points: 3,
        protectsPeople: false,
      },
    ],
    journeys: [],
    guides: [],
    sampleApps: [],
    findings: [],
    hash: 'fixture',
  };
}

export function fixtureService(given: Partial<Service> & Pick<Service, 'id' | 'title'>): Service {
  return {
    version: 'v1',
    titles: {},
    summary: '',
    summaries: {},
    description: '',
    release: '1.0.0',
    layer: null,
    agency: null,
    audience: [],
    lifecycle: 'draft',
    dataProtection: null,
    contact: null,
    license: null,
    servers: [],
    servedBy: 'sandbox',
    basePath: `/sandbox/${given.id}/v1`,
    url: `/catalogue/${given.id}/v1/`,
    tags: [],
    operations: [],
    webhooks: [],
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
    document: { openapi: '3.1.0', info: { title: given.title, version: '1.0.0' } },
    file: `${given.id}/v1/openapi.yaml`,
    ...given,
  };
}

export function fixtureOperation(
  given: Partial<Operation> & Pick<Operation, 'id' | 'slug' | 'path' | 'url'>,
): Operation {
  return {
    method: 'get',
    summary: '',
    description: '',
    tags: [],
    deprecated: false,
    deprecatedAt: null,
    sunsetAt: null,
    parameters: [],
    requestBody: null,
    responses: [{ status: '200', description: 'OK', headers: [], contents: [] }],
    examples: [],
    security: [['ApiKey']],
    servers: [],
    collection: { store: {}, body: {} },
    ...given,
  };
}
