import type { Fallback, MockAnswer, MockEngine, MockRequest } from '@dpi/mocks';
import type { Catalogue } from '@dpi/specs/model';

/** What an {@link echoMocks} answer tells of the request it is for. */
export interface Echo {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string | string[] | undefined>;
  body: string | null;
}

const FALLBACKS: Record<string, Fallback> = {
  stray: {
    kind: 'first-example',
    nearest: 'করিম',
    differences: [
      { in: 'body', path: '/a b/nid' },
      { in: 'query', path: 'status' },
    ],
  },
  generated: { kind: 'generated', misfits: [] },
  unfit: { kind: 'generated', misfits: ['', '/a "b"/ক'] },
};

/** Stands in for the mocks: answers with what it was asked. */
export function echoMocks(catalogue: Catalogue): MockEngine {
  const operations = new Map(
    catalogue.services.flatMap((service) =>
      service.operations.map((operation) => [`${service.id} ${operation.path}`, operation]),
    ),
  );
  const mocks: MockEngine = {
    services: catalogue.services.length,
    worlds: null,
    operationAt(serviceId, _version, method, path) {
      const operation = operations.get(`${serviceId} ${path}`) ?? null;
      return operation?.method === (method === 'HEAD' ? 'get' : method.toLowerCase()) ? operation : null;
    },
    answer(serviceId, _version, request): MockAnswer {
      const operation = operations.get(`${serviceId} ${request.path}`) ?? null;
      const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
      if (operation === null || operation.method !== method) {
        return {
          status: operation === null ? 404 : 405,
          headers: operation === null ? {} : { allow: operation.method.toUpperCase() },
          body: null,
          operation,
          example: null,
          fallback: null,
          refusal: null,
          changedObjects: 0,
          violations: [],
          problem: {
            id: operation === null ? 'operation-not-found' : 'method-not-allowed',
            detail: { id: 'mock.failed' },
            headers: operation === null ? {} : { Allow: operation.method.toUpperCase() },
          },
        };
      }
      return {
        status: 200,
        headers: {
          'content-type': 'application/json',
          // What a spec's examples may say, and a sandbox must not.
          'set-cookie': 'session=stolen',
          ratelimit: '"made-up";r=1;t=1',
          'x-from-spec': 'kept',
        },
        body: request.method === 'HEAD' ? null : JSON.stringify(echo(request)),
        operation,
        example: request.query in FALLBACKS ? null : 'rahima-match',
        fallback: FALLBACKS[request.query] ?? null,
        refusal: null,
        changedObjects: 0,
        violations:
          request.query === 'wrong'
            ? [{ in: 'query', path: 'wrong', message: { id: 'requests.violation.not-allowed' } }]
            : [],
        problem: null,
      };
    },
    answerWithoutBlocking: (service, version, request) => mocks.answer(service, version, request),
  };
  return mocks;
}

function echo({ method, path, query, headers, body }: MockRequest): Echo {
  return { method, path, query, headers, body: body?.toString('utf8') ?? null };
}
