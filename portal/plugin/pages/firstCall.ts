import type { Catalogue, Operation, Service } from '@dpi/specs/model';
import { DEMO_KEY } from '../../console/apiKey.ts';
import { buildRequest } from '../../console/buildRequest.ts';
import { credentialHeader } from '../../console/credentialHeader.ts';
import { bodyText, requestValues } from '../../console/requestValues.ts';
import { operationPageWithSamples } from '../operationPageWithSamples.ts';
import type { FirstCall } from '../pageData.ts';

/** The call to begin with: that of the first service, layer by layer, that has one. */
export function firstCall(catalogue: Catalogue): FirstCall | null {
  const inOrder = catalogue.layers.flatMap(({ id }) => catalogue.services.filter(({ layer }) => layer === id));
  for (const service of [...inOrder, ...catalogue.services]) {
    const call = firstCallOf(catalogue, service);
    if (call !== null) return call;
  }
  return null;
}

/**
 * The call to begin with in a service: the first operation whose examples say what it takes and what it answers when it
 * succeeds. `null` where the sandbox does not answer for the service.
 */
export function firstCallOf(catalogue: Catalogue, service: Service): FirstCall | null {
  if (service.servedBy !== 'sandbox') return null;
  for (const operation of service.operations) {
    const call = callOf(catalogue, service, operation);
    if (call !== null) return call;
  }
  return null;
}

function callOf(catalogue: Catalogue, service: Service, operation: Operation): FirstCall | null {
  const index = operation.examples.findIndex(
    ({ request, response }) => request !== null && response?.status.startsWith('2'),
  );
  const { response, personas } = operation.examples[index] ?? { response: null, personas: [] };
  if (response === null) return null;
  const { operation: shown, schemas } = operationPageWithSamples(catalogue, service, operation);
  const values = requestValues(shown, shown.examples[index] ?? null, schemas);
  const persona = catalogue.personas.find(({ id }) => personas.includes(id));
  return {
    operation: { title: operation.summary || operation.path, url: operation.url },
    persona: persona ? { id: persona.id, name: persona.name } : null,
    request: buildRequest(shown, values, schemas, {
      baseUrl: service.basePath,
      credential: credentialHeader(operation, service.servedBy, { key: DEMO_KEY, token: '' }),
    }),
    answer: { status: response.status, body: bodyText(response.body) },
  };
}
