import { arazzoPath } from '@dpi/specs';
import { isObject } from '@dpi/specs/json-value';
import type { Catalogue, Journey, JourneyStep, Operation } from '@dpi/specs/model';
import { stringifyJson } from '@dpi/specs/numbers';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Code, Heading, Paragraph, Root, RootContent } from 'mdast';
import type {} from 'mdast-util-directive';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { DEMO_KEY } from '../console/apiKey.ts';
import { buildRequest } from '../console/buildRequest.ts';
import { credentialHeader } from '../console/credentialHeader.ts';
import { bodyText, requestValues } from '../console/requestValues.ts';
import type { ListedStep, StepOfJourney } from '../journey/journeyStep.ts';
import { curl } from '../reference/codeSamples/curl.ts';
import { operationPageWithSamples } from './operationPageWithSamples.ts';

/** Tells where the guide to a journey is. */
type GuideOf = (id: string) => string | null;

/**
 * Lets guides show journeys: `::journey{id=…}` becomes its file, its progress and its steps, each with the call and its answer as the specs have them
 * and with what sends it from the page,
 * `::failures{id=…}` what goes wrong on the way for some people, and `::journeys` the list of all. The words between stand in the portal's own elements, which know both languages.
 * @param origin of the sandbox that the calls go to, such as `https://portal.example`
 */
export function journeyDirectives(catalogue: Catalogue, origin: string, guideOf: GuideOf): () => (tree: Root) => void {
  return () => (tree) => {
    tree.children = tree.children.flatMap((node) => {
      if (node.type !== 'leafDirective') return [node];
      if (node.name === 'journeys') return [element('JourneyList', { json: listJson(catalogue, guideOf) })];
      if (node.name !== 'journey' && node.name !== 'failures') return [node];
      const journey = catalogue.journeys.find(({ id }) => id === node.attributes?.id);
      if (journey === undefined) return [element('JourneyMissing', {})];
      if (node.name === 'journey') {
        return [
          element('JourneyFile', { path: arazzoPath(journey) }),
          element('JourneyProgress', { journey: journey.id, json: JSON.stringify(listedSteps(journey)) }),
          ...stepNodes(catalogue, journey, origin),
        ];
      }
      return [element('JourneyFailures', { json: JSON.stringify(failuresOf(catalogue, journey)) })];
    });
  };
}

/** What the list needs of each journey. */
export interface ListedJourney {
  id: string;
  title: string;
  /** Of its guide, without a locale prefix; `null` where there is none. */
  url: string | null;
  summary: string;
  steps: number;
}

function listJson({ journeys }: Catalogue, guideOf: GuideOf): string {
  const listed = journeys.map(({ id, title, summary, steps }): ListedJourney => {
    return { id, title, url: guideOf(id), summary, steps: steps.length };
  });
  return JSON.stringify(listed);
}

/** Somebody for whom a step of a journey fails. */
export interface JourneyFailure {
  /** Counted from 1. */
  step: number;
  /** Of the operation, where the call can be tried. */
  url: string;
  /** The example: who, and in which situation. */
  summary: string;
  status: string;
  problem: { title: string; url: string };
}

/** What goes wrong for one of the personas, each kind of problem once, at the first step that shows it. */
function failuresOf(catalogue: Catalogue, { steps }: Journey): JourneyFailure[] {
  const failures = new Map<string, JourneyFailure>();
  for (const [index, step] of steps.entries()) {
    const operation = operationOf(catalogue, step)?.operation;
    for (const { summary, personas, response } of operation?.examples ?? []) {
      const body = response?.body;
      if (response === null || !isObject(body)) continue;
      const problem = catalogue.problems.find(({ id }) => body.type === `/problems/${id}/`);
      if (problem === undefined || personas.length === 0 || failures.has(problem.id)) continue;
      failures.set(problem.id, {
        step: index + 1,
        url: operation?.url ?? '',
        summary,
        status: response.status,
        problem: { title: problem.title, url: `/problems/${problem.id}/` },
      });
    }
  }
  return [...failures.values()];
}

function listedSteps({ steps }: Journey): ListedStep[] {
  return steps.map(({ id, title }) => ({ id, title }));
}

function stepNodes(catalogue: Catalogue, journey: Journey, origin: string): RootContent[] {
  const { steps } = journey;
  return steps.flatMap((step, index) => {
    const call = callOf(catalogue, step, origin);
    if (call === null) return [];
    const takes = step.takes.map(({ name, step: from }) => {
      return { name, step: steps.findIndex(({ id }) => id === from) + 1 };
    });
    const { service, operation, request, answer } = call;
    return [
      heading(`${(index + 1).toLocaleString(catalogue.locale)}. ${step.title}`),
      ...(step.description === '' ? [] : [paragraph(step.description)]),
      element('JourneyCall', {
        method: operation.method,
        title: operation.summary || operation.id,
        url: operation.url,
        service: service.title,
        takes: JSON.stringify(takes),
      }),
      ...personNodes(catalogue, step),
      element('JourneySend', { json: stringifyJson(stepOfJourney(journey, step, operation)) }),
      code('sh', request),
      ...(answer.status === null ? [] : [element('JourneyAnswer', { status: answer.status })]),
      ...(answer.body === '' ? [] : [code('json', answer.body)]),
    ];
  });
}

function personNodes({ personas }: Catalogue, { persona }: JourneyStep): RootContent[] {
  const person = personas.find(({ id }) => id === persona);
  return person === undefined ? [] : [element('JourneyPerson', { id: person.id, name: person.name })];
}

function stepOfJourney(journey: Journey, step: JourneyStep, { method, path, url }: Operation): StepOfJourney {
  const { id, example, clock, browserPage, arazzo } = step;
  const followers = journey.steps.filter(({ takes }) => takes.some((taken) => taken.step === id));
  return {
    step: {
      journey: journey.id,
      id,
      method: method.toUpperCase(),
      path,
      page: url,
      example,
      clock,
      browserPage,
      ...arazzo,
    },
    steps: listedSteps(journey),
    followers: followers.map((follower) => follower.id),
  };
}

function operationOf(catalogue: Catalogue, step: JourneyStep) {
  const service = catalogue.services.find((one) => serviceReference(one) === step.service);
  const operation = service?.operations.find(({ id }) => id === step.operation);
  return service === undefined || operation === undefined ? null : { service, operation };
}

function callOf(catalogue: Catalogue, step: JourneyStep, origin: string) {
  const found = operationOf(catalogue, step);
  if (found === null) return null;
  const { service, operation } = found;
  const { operation: shown, schemas } = operationPageWithSamples(catalogue, service, operation);
  const example = shown.examples.find(({ name }) => name === step.example) ?? null;
  if (example === null) return null;
  const answer = operation.examples.find(({ name }) => name === step.example)?.response ?? null;
  const credential = credentialHeader(operation, service.servedBy, { key: DEMO_KEY, token: '' });
  const target = { baseUrl: `${origin}${service.basePath}`, credential };
  return {
    service,
    operation,
    request: curl(buildRequest(shown, requestValues(shown, example, schemas), schemas, target)),
    // A response without content has no example, only a status.
    answer: { status: example.status, body: answer === null || answer.body === null ? '' : bodyText(answer.body) },
  };
}

function heading(text: string): Heading {
  return { type: 'heading', depth: 2, children: [{ type: 'text', value: text }] };
}

function paragraph(text: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value: text }] };
}

function code(lang: string, value: string): Code {
  return { type: 'code', lang, value };
}

/** One of the elements that guides have besides those of Markdown. */
function element(name: string, attributes: Record<string, string>): MdxJsxFlowElement {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({ type: 'mdxJsxAttribute', name: key, value })),
    children: [],
  };
}
