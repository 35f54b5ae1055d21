import type { Service } from '@dpi/specs/model';
import { invalidRequest } from '@dpi/specs/problem';
import type { Message } from '@dpi/specs/texts';
import {
  DISTRIBUTIONS,
  FAULT_KINDS,
  FAULT_STATUSES,
  type FaultChoice,
  type FaultKind,
  MAX_DELAY,
} from '../faults/index.ts';
import { integer, nullable, oneOf, readBody } from './input.ts';
import { worldName } from './world-input.ts';

const MAX_TIMES = 1000;

const NEW_FAULT = {
  kind: oneOf(FAULT_KINDS),
  service: nullable(worldName),
  version: nullable(worldName),
  operationId: nullable(worldName),
  status: nullable(oneOf(FAULT_STATUSES)),
  delayMs: nullable(integer({ min: 1, max: MAX_DELAY })),
  distribution: nullable(oneOf(DISTRIBUTIONS)),
  times: nullable(integer({ min: 1, max: MAX_TIMES })),
};

/** What is so where the body does not say it, of the members that a kind has; it has no others. */
const MEMBERS: Record<
  FaultKind,
  Partial<Pick<FaultChoice, 'status' | 'delayMs' | 'distribution' | 'times' | 'operationId'>>
> = {
  latency: { delayMs: 1000, distribution: 'fixed', times: null, operationId: null },
  timeout: { delayMs: 10_000, times: null, operationId: null },
  error: { status: 503, times: null, operationId: null },
  'connection-reset': { times: null, operationId: null },
  'partial-body': { times: null, operationId: null },
  'stuck-pending': {},
};
const OF_SOME_KINDS = ['status', 'delayMs', 'distribution', 'times', 'operationId'] as const;

/** @throws a refusal that names every wrong field */
export function readFault(body: unknown, services: Service[]): FaultChoice {
  const given = readBody(body, NEW_FAULT);
  const { kind, service, version, operationId } = given;
  const members = MEMBERS[kind];
  const wrong: { path: string; message: Message }[] = [];
  for (const name of OF_SOME_KINDS) {
    if (given[name] !== null && !(name in members))
      wrong.push({ path: `/${name}`, message: { id: 'control.faults.not-of-kind', values: { kind } } });
  }
  const simulated = services.filter(({ servedBy }) => servedBy === 'sandbox');
  const found = simulated.find((candidate) => candidate.id === service && candidate.version === version);
  if (service === null && (version !== null || operationId !== null))
    wrong.push({ path: '/service', message: { id: 'control.faults.whole-operation' } });
  else if (service !== null && found === undefined) {
    const named = simulated.some(({ id }) => id === service);
    if (named && version === null) wrong.push({ path: '/version', message: { id: 'control.faults.whole-operation' } });
    else wrong.push({ path: named ? '/version' : '/service', message: { id: 'control.faults.no-service' } });
  }
  if (operationId !== null && found !== undefined && !found.operations.some(({ id }) => id === operationId))
    wrong.push({ path: '/operationId', message: { id: 'control.faults.no-operation', values: { service: found.id } } });
  if (wrong.length > 0) throw invalidRequest(wrong.map((violation) => ({ in: 'body', ...violation })));
  return {
    kind,
    service,
    version,
    operationId,
    status: given.status ?? members.status ?? null,
    delayMs: given.delayMs ?? members.delayMs ?? null,
    distribution: given.distribution ?? members.distribution ?? null,
    times: given.times,
  };
}
