import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Root, RootContent } from 'mdast';
import { fixtureCatalogue } from './catalogue.fixture.ts';
import { journeyDirectives } from './journeyDirectives.ts';

const catalogue = fixtureCatalogue();
const [service] = catalogue.services;
const operation = service?.operations.find(({ examples }) =>
  examples.some(({ request, response }) => request && response),
);
const example = operation?.examples.find(({ request, response }) => request && response);
assert.ok(service && operation && example);
const step = {
  id: 'register',
  title: 'Register',
  description: 'The *registrar* signs.',
  service: serviceReference(service),
  operation: operation.id,
  example: example.name,
  takes: [],
  persona: null,
  clock: null,
  browserPage: null,
  arazzo: {
    parameters: [],
    body: null,
    criteria: [],
    outputs: { birthNumber: '$response.body#/birthNumber' },
  },
};
const again = { ...step, id: 'again', title: 'Once more', takes: [{ name: 'birthNumber', step: 'register' }] };
catalogue.journeys = [
  {
    id: 'newborn',
    title: 'Newborn',
    summary: 'From birth.',
    description: '',
    document: {},
    personas: [],
    steps: [step, again],
  },
];

function expand(...children: RootContent[]): RootContent[] {
  const tree: Root = { type: 'root', children };
  journeyDirectives(catalogue, 'https://portal.example', (id) => `/docs/journeys/${id}/`)()(tree);
  return tree.children;
}

function directive(name: string, id?: string): RootContent {
  return { type: 'leafDirective', name, attributes: id === undefined ? {} : { id }, children: [] };
}

test('a journey becomes its steps, each with the call to this sandbox and the answer of its example', () => {
  const nodes = expand(directive('journey', 'newborn'));
  const headings = nodes.filter(({ type }) => type === 'heading');
  assert.deepEqual(
    headings.map((node) => 'children' in node && node.children),
    [[{ type: 'text', value: '1. Register' }], [{ type: 'text', value: '2. Once more' }]],
  );
  const [call, answer] = nodes.flatMap((node) => (node.type === 'code' ? [node] : []));
  assert.equal(call?.lang, 'sh');
  assert.match(call?.value ?? '', /^curl .*'https:\/\/portal\.example\/sandbox\/birth-registration\/v1\//);
  assert.match(call?.value ?? '', /X-API-Key: DEMO_KEY/);
  assert.deepEqual(JSON.parse(answer?.value ?? ''), example?.response?.body);
});

test('a step whose response has no content is there like any other', () => {
  const { response } = example;
  example.response = null;
  const nodes = expand(directive('journey', 'newborn'));
  example.response = response;
  assert.equal(nodes.filter(({ type }) => type === 'heading').length, 2);
  assert.equal(nodes.filter(({ type }) => type === 'code').length, 2);
});

test('a journey leads to its Arazzo file', () => {
  const [file] = expand(directive('journey', 'newborn'));
  assert.ok(file?.type === 'mdxJsxFlowElement' && file.name === 'JourneyFile');
  assert.deepEqual(file.attributes, [
    { type: 'mdxJsxAttribute', name: 'path', value: '/journeys/newborn.arazzo.yaml' },
  ]);
});

test('a step names what it takes from which earlier step', () => {
  const calls = expand(directive('journey', 'newborn')).filter(
    (node) => node.type === 'mdxJsxFlowElement' && node.name === 'JourneyCall',
  );
  const takes = calls.map((node) => 'attributes' in node && JSON.stringify(node.attributes));
  assert.doesNotMatch(String(takes[0]), /birthNumber/);
  assert.match(String(takes[1]), /birthNumber\\",\\"step\\":1/);
});

test('a step is sent from the page with what its file says, and knows which steps take from it', () => {
  const sends = expand(directive('journey', 'newborn')).flatMap((node) =>
    node.type === 'mdxJsxFlowElement' && node.name === 'JourneySend'
      ? [JSON.parse(String(node.attributes[0]?.value))]
      : [],
  );
  assert.equal(sends.length, 2);
  const { step: first, steps, followers } = sends[0];
  assert.deepEqual(steps, [
    { id: 'register', title: 'Register' },
    { id: 'again', title: 'Once more' },
  ]);
  assert.deepEqual(followers, ['again']);
  assert.equal(first.page, operation.url);
  assert.deepEqual(first.outputs, step.arazzo.outputs);
  assert.deepEqual(sends[1].followers, []);
});

test('a step names the person whom it is about', () => {
  const [persona] = catalogue.personas;
  assert.ok(persona);
  step.persona = persona.id as never;
  const nodes = expand(directive('journey', 'newborn'));
  step.persona = null;
  const [person] = nodes.flatMap((node) =>
    node.type === 'mdxJsxFlowElement' && node.name === 'JourneyPerson' ? [node] : [],
  );
  assert.deepEqual(
    person?.attributes.map(({ value }) => value),
    [persona.id, persona.name],
  );
});

test('the list has every journey with the number of its calls', () => {
  const [list] = expand(directive('journeys'));
  assert.ok(list?.type === 'mdxJsxFlowElement');
  assert.deepEqual(JSON.parse(String(list.attributes[0]?.value)), [
    { id: 'newborn', title: 'Newborn', url: '/docs/journeys/newborn/', summary: 'From birth.', steps: 2 },
  ]);
});

test('a journey that the catalogue does not have is said to be missing; other directives and text stay', () => {
  const text: RootContent = { type: 'paragraph', children: [] };
  const [missing, other, same] = expand(directive('journey', 'elsewhere'), directive('map'), text);
  assert.ok(missing?.type === 'mdxJsxFlowElement');
  assert.equal(missing.name, 'JourneyMissing');
  assert.deepEqual([other, same], [directive('map'), text]);
});
