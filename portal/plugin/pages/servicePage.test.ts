import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Service } from '@dpi/specs/model';
import { fixtureCatalogue, fixtureService } from '../catalogue.fixture.ts';
import { servicePage } from './servicePage.ts';

function pageOf(id: string, change: Partial<Service> = {}) {
  const catalogue = fixtureCatalogue();
  const service = catalogue.services.find((item) => item.id === id);
  assert.ok(service);
  return servicePage(catalogue, Object.assign(service, change));
}

test('names the layer, the agency and the standards of a service', () => {
  const { layer, agency, standards } = pageOf('birth-registration');
  assert.deepEqual(layer, { id: 'identity', name: 'Identity' });
  assert.deepEqual(agency, { name: 'Office of the Registrar', url: 'https://registrar.example/' });
  assert.deepEqual(standards, [{ title: 'Birth number', url: '/standards/birth-number/' }]);
});

test('groups operations by tag, with the name and description that the tag is shown with', () => {
  const { groups } = pageOf('birth-registration');
  assert.deepEqual(
    groups.map(({ title, descriptionHtml, operations }) => [title, descriptionHtml, operations.length]),
    [['Newborns', '<p>Births of <em>today</em>.</p>', 1]],
  );
});

test('a spec that says nothing of itself has a page all the same', () => {
  const { layer, agency, groups, contact, descriptionHtml } = pageOf('stranger');
  assert.deepEqual([layer, agency, contact, descriptionHtml], [null, null, null, '']);
  assert.deepEqual(groups[0]?.title, '');
});

test('says of a deprecated service when it stops and what to use in its place', () => {
  const description = 'Looks up **records**. Use [Land records](https://land.example/) instead. It is faster.';
  const { ending } = pageOf('stranger', { lifecycle: 'deprecated', sunsetAt: '2027-06-30', description });
  assert.deepEqual(ending, {
    what: 'service',
    isRetired: false,
    sunset: '2027-06-30',
    instead: 'Use Land records instead.',
  });
  assert.equal(pageOf('birth-registration').ending, null);
});

test('counts the changes of each published version by what they mean to callers', () => {
  const change = { id: 'x', operation: null, pointer: '', text: 'x' };
  const changes = [
    { ...change, level: 'breaking' as const },
    { ...change, level: 'harmless' as const },
    { ...change, level: 'harmless' as const },
  ];
  const release = { version: '2.0.0', date: '2026-01-02', score: 7, changes, renamedOperations: [] };
  const { releases } = pageOf('stranger', { releases: [release] });
  assert.deepEqual(releases, [
    { version: '2.0.0', date: '2026-01-02', score: 7, changes: { breaking: 1, warning: 0, harmless: 2 } },
  ]);
});

test('points to the other major versions', () => {
  const catalogue = fixtureCatalogue();
  const next = fixtureService({ id: 'stranger', title: 'Stranger', version: 'v2', url: '/catalogue/stranger/v2/' });
  catalogue.services.push(next);
  assert.deepEqual(servicePage(catalogue, next).otherVersions, [
    { version: 'v1', lifecycle: 'draft', url: '/catalogue/stranger/v1/' },
  ]);
});

test('shows webhooks with their examples, and what their schemas lead to', () => {
  const { webhooks, references } = pageOf('birth-registration', {
    webhooks: [
      {
        name: 'birthRegistered',
        method: 'post',
        summary: 'A birth is registered',
        description: 'Sent **once**.',
        parameters: [],
        requestBody: {
          required: true,
          description: '',
          contents: [
            {
              contentType: 'application/json',
              schema: { $ref: '#/components/schemas/Birth' },
              encoding: {},
              examples: [{ name: 'amina', summary: 'A girl', description: '', value: { name: 'Amina' } }],
            },
          ],
        },
      },
    ],
  });
  assert.deepEqual(
    webhooks.map(({ descriptionHtml, contents }) => [descriptionHtml, contents[0]?.examples[0]?.name]),
    [['<p>Sent <strong>once</strong>.</p>', 'amina']],
  );
  assert.equal(references.schemas.Birth?.description, '<p>A <em>birth</em>.</p>');
});

test('says of each webhook whether the sandbox sends it', () => {
  const webhook = { method: 'post' as const, summary: '', description: '', parameters: [], requestBody: null };
  const refused = {
    when: 'true',
    example: '',
    because: {},
    detail: null,
    members: {},
    headers: {},
    retryAfter: 'null',
  };
  const emit = (name: string) => ({ emit: name, type: '""', data: null });
  const answer = { status: null, body: null, headers: {}, generated: [] };
  const { webhooks } = pageOf('birth-registration', {
    webhooks: ['called', 'nested', 'refused', 'timed', 'never'].map((name) => ({ ...webhook, name })),
    behaviour: {
      imports: {},
      values: {},
      resources: {},
      operations: {
        register: {
          let: {},
          forward: null,
          refuse: { wrong: { ...refused, do: [emit('refused')] } },
          do: [emit('called'), { each: '[]', as: 'one', do: [{ if: 'true', do: [], else: [emit('nested')] }] }],
          answer,
        },
      },
      events: { later: { of: '', at: 'now', when: 'true', because: {}, let: {}, do: [emit('timed')] } },
      invariants: {},
      citizen: { person: {}, views: {} },
    },
  });
  assert.deepEqual(
    webhooks.map(({ name, isSent }) => [name, isSent]),
    [
      ['called', true],
      ['nested', true],
      ['refused', true],
      ['timed', true],
      ['never', false],
    ],
  );
});

test('names the files of a service in the language of the page first', () => {
  const filesOf = (locale: string, translations: string[]) => {
    const catalogue = fixtureCatalogue(locale);
    const [service] = catalogue.services;
    assert.ok(service);
    return servicePage(catalogue, { ...service, translations }).openApiFiles.map(({ language, yaml }) => [
      language,
      yaml,
    ]);
  };
  const english = ['English', '/catalogue/birth-registration/v1/openapi.yaml'];
  const bangla = ['বাংলা', '/catalogue/birth-registration/v1/openapi.bn.yaml'];
  assert.deepEqual(filesOf('en', ['bn']), [english, bangla]);
  assert.deepEqual(filesOf('bn', ['bn']), [bangla, english]);
  assert.deepEqual(filesOf('bn', []), [english]);
  assert.deepEqual(filesOf('en', ['fr']), [english]);
});
