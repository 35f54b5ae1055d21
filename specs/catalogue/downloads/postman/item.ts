import { STATUS_CODES } from 'node:http';
import { keysOf } from '../../../json/pointer.ts';
import { isJsonMediaType, isXmlMediaType } from '../../../serialization/index.ts';
import { bodyAsXml } from '../../../xml/index.ts';
import type { ExampleRequest, ExampleResponse, Operation, OperationExample, Service } from '../../model.ts';
import { postmanRequest } from './request.ts';

const NOTHING: ExampleRequest = { parameters: [], contentType: null, body: undefined };
const NO_VARIABLES: ReadonlySet<string> = new Set();

/** A request of a collection: filled in from an example that succeeds, with a test of its status and its saved answers. */
export function requestItem(service: Service, operation: Operation, variables: ReadonlySet<string>) {
  const example = firstToSend(operation);
  const request = example?.request ?? NOTHING;
  const status = example?.response?.status ?? firstSuccess(operation);
  const behavior = {
    ...(operation.responses.some((response) => response.status.startsWith('3')) && { followRedirects: false }),
    // Postman drops the body of a GET.
    ...(request.body !== undefined && { disableBodyPruning: true }),
  };
  const script = testScript(operation, status);
  return {
    name: operation.summary,
    ...(script.length > 0 && { event: [{ listen: 'test', script: { type: 'text/javascript', exec: script } }] }),
    ...(Object.keys(behavior).length > 0 && { protocolProfileBehavior: behavior }),
    // The platform's own API and a login have a state that no example changes; there the requests run with variables.
    request: postmanRequest(
      service,
      operation,
      request,
      service.servedBy === 'platform' || service.login !== null ? variables : NO_VARIABLES,
    ),
    response: operation.examples.flatMap((one) => savedAnswer(service, operation, one)),
  };
}

/** The first example whose request succeeds, else the first with a request. */
function firstToSend({ examples }: Operation): OperationExample | undefined {
  const sent = examples.filter(({ request }) => request !== null);
  return sent.find(({ response }) => response !== null && /^[23]/.test(response.status)) ?? sent[0];
}

/** The lowest status that the spec declares for a success; `null` where it names none. */
function firstSuccess({ responses }: Operation): string | null {
  return (
    responses
      .map(({ status }) => status)
      .filter((status) => /^[23](\d\d|XX)$/.test(status))
      .sort()[0] ?? null
  );
}

function testScript({ collection }: Operation, status: string | null): string[] {
  const lines: string[] = [];
  if (status !== null && /^\dXX$/i.test(status)) {
    const first = Number(status[0]) * 100;
    lines.push(
      `pm.test('Status is ${status}', () => pm.expect(pm.response.code).to.be.within(${first}, ${first + 99}));`,
    );
  } else if (status !== null && isCode(status)) {
    lines.push(`pm.test('Status is ${status}', () => pm.response.to.have.status(${status}));`);
  }
  const stored = Object.entries(collection.store).map(([name, pointer]) => {
    const path = (keysOf(pointer) ?? []).map((key) => `[${JSON.stringify(key)}]`).join('');
    return `  pm.collectionVariables.set(${JSON.stringify(name)}, pm.response.json()${path});`;
  });
  return stored.length === 0 ? lines : [...lines, `if (pm.response.code === ${status}) {`, ...stored, '}'];
}

/** A named answer and the request that gets it; none where the spec gives it no status of its own. */
function savedAnswer(service: Service, operation: Operation, example: OperationExample) {
  const { name, summary, response } = example;
  if (response === null || !isCode(response.status)) return [];
  const isByName = service.login !== null || !isToldApart(operation, example);
  if (isByName && (service.servedBy === 'platform' || !HEADER_VALUE.test(name))) return [];
  const request = isByName ? (firstToSend(operation)?.request ?? NOTHING) : (example.request ?? NOTHING);
  const headers = isByName ? [{ key: 'X-Sandbox-Scenario', value: name }] : [];
  const code = Number(response.status);
  return [
    {
      name: summary === '' ? name : summary,
      originalRequest: postmanRequest(service, operation, request, NO_VARIABLES, headers),
      status: STATUS_CODES[code] ?? '',
      code,
      _postman_previewlanguage: languageOf(response.contentType),
      header: [{ key: 'Content-Type', value: response.contentType }],
      cookie: [],
      body: answerText(service, operation, response),
    },
  ];
}

const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

function isCode(status: string): boolean {
  return /^[1-5]\d\d$/.test(status);
}

/** Whether a request of its own gets this example: one that is whole, and not that of an earlier example, too. */
function isToldApart({ examples, requestBody }: Operation, { name, request }: OperationExample): boolean {
  if (request === null || (request.body === undefined && requestBody?.required === true)) return false;
  const text = JSON.stringify(request);
  return examples.find((other) => JSON.stringify(other.request) === text)?.name === name;
}

function answerText(service: Service, operation: Operation, { status, contentType, body }: ExampleResponse): string {
  if (isXmlMediaType(contentType)) {
    const contents = operation.responses.find((one) => one.status === status)?.contents ?? [];
    const content = contents.find((one) => one.contentType === contentType);
    return bodyAsXml(body, content ?? { schema: null }, service.schemas);
  }
  return typeof body === 'string' && !isJsonMediaType(contentType) ? body : JSON.stringify(body, null, 2);
}

function languageOf(contentType: string): string {
  return isJsonMediaType(contentType) ? 'json' : isXmlMediaType(contentType) ? 'xml' : 'text';
}
