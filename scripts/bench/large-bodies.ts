import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exampleRequest, type WireRequest } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import type { Operation, Service } from '@dpi/specs/model';
import { freePorts, memoryOf } from '../process.ts';
import { joinTeam } from './join-team.ts';
import { startSandbox } from './start-sandbox.ts';

/** Bytes: just below the largest body that the platform takes. */
const SIZE = 950_000;
const PROBE_EVERY = 5;
const JSON_TYPE = /^application\/(.+\+)?json$/;

/** What the largest bodies of one kind do to the others. */
export interface LargeBodies {
  kind: string;
  requests: number;
  /** Answers of 500 and above that no operation declares, and broken connections. */
  failed: number;
  /** The longest that a call of somebody else took meanwhile, in milliseconds, and the operation that was sent to. */
  slowestProbe: number;
  slowestOperation: string;
  /** MB of the platform at its highest, above what it took before. */
  memoryMb: number | null;
}

/** Bodies of nearly 1 MB, made from one that the operation takes; `null` where it has no place for such a one. */
const KINDS: Record<string, (body: JsonValue) => string | null> = {
  'one long text': (body) => {
    const place = firstText(body);
    return place === null ? null : JSON.stringify(body).replace(JSON.stringify(place), `"${'a'.repeat(SIZE)}"`);
  },
  'a long list': (body) => {
    const list = firstList(body);
    if (list === null || list.length === 0) return null;
    const item = JSON.stringify(list[0]);
    const items = Array.from({ length: Math.floor(SIZE / (item.length + 1)) }, () => item);
    return JSON.stringify(body).replace(JSON.stringify(list), `[${items.join(',')}]`);
  },
  'many members': (body) =>
    withMember(body, () => list(SIZE / 12, (index) => `"m${String(index).padStart(6, '0')}":1`, '{}')),
  'one long name': () => `{"${'n'.repeat(SIZE)}":1}`,
  'deep nesting': (body) => withMember(body, () => `${'['.repeat(SIZE / 2)}${']'.repeat(SIZE / 2)}`),
  'many numbers': (body) => withMember(body, () => list(SIZE / 2, () => '1', '[]')),
  'a long number': (body) => withMember(body, () => '1'.repeat(SIZE)),
};

/**
 * Sends bodies of nearly 1 MB to every operation that takes JSON, one after another, while somebody else calls a small
 * operation every few milliseconds.
 * @param specsDir folder of services; our own when `null`
 */
export async function measureLargeBodies(
  specsDir: string | null,
  onProgress: (line: string) => void,
): Promise<LargeBodies[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dpi-bench-bodies-'));
  const [port = 0] = await freePorts(1);
  const sandbox = await startSandbox(port, folder, specsDir === null ? {} : { SPECS_DIR: specsDir });
  try {
    const { services } = await loadCatalogue(specsDir === null ? {} : { specsDir });
    const targets = services.flatMap(targetsOf);
    const headers = { 'X-API-Key': await joinTeam(port, 'Large bodies') };
    const probeHeaders = { 'X-API-Key': await joinTeam(port, 'Somebody else') };
    const url = `http://127.0.0.1:${port}`;
    const small = services.flatMap(smallPathOf)[0] ?? '/readyz';
    const probe = () => timeOf(url + small, { headers: probeHeaders });
    for (let warmUp = 0; warmUp < 200; warmUp += 1) await probe();
    const pid = sandbox.child.pid ?? 0;
    const results: LargeBodies[] = [];
    for (const [kind, make] of Object.entries(KINDS)) {
      const result = { kind, requests: 0, failed: 0, slowestProbe: 0, slowestOperation: '' };
      const before = (await memoryOf(pid))?.now ?? null;
      let highest = before;
      for (const { operation, path, method, request, body } of targets) {
        const large = make(body);
        if (large === null) continue;
        const sending = new AbortController();
        const probing = probeWhile(sending.signal, probe);
        const status = await fetch(url + path, {
          method,
          headers: { ...request.headers, ...headers },
          body: large,
        }).then(
          async (answer) => {
            await answer.arrayBuffer();
            return answer.status;
          },
          () => null,
        );
        sending.abort();
        const slowest = await probing;
        result.requests += 1;
        if (status === null || (status >= 500 && !operation.responses.some((one) => Number(one.status) === status)))
          result.failed += 1;
        if (slowest > result.slowestProbe) Object.assign(result, { slowestProbe: slowest, slowestOperation: path });
        highest = Math.max(highest ?? 0, (await memoryOf(pid))?.now ?? 0);
      }
      results.push({ ...result, memoryMb: before === null || highest === null ? null : highest - before });
      onProgress(`${kind}: ${result.requests} requests, slowest other call ${Math.round(result.slowestProbe)} ms`);
    }
    return results;
  } finally {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Target {
  operation: Operation;
  path: string;
  method: string;
  request: WireRequest;
  body: JsonValue;
}

/** An operation that takes JSON, with the first of its examples that has a body. */
function targetsOf(service: Service): Target[] {
  if (service.servedBy !== 'sandbox') return [];
  return service.operations.flatMap((operation) => {
    const example = operation.examples.find(({ request }) => JSON_TYPE.test(request?.contentType ?? ''))?.request;
    const request = example ? exampleRequest(operation, example, service.schemas) : null;
    if (!example || request === null || 'reason' in request || request.body === null) return [];
    const query = request.query === '' ? '' : `?${request.query}`;
    const { method } = request;
    const path = service.basePath + request.path + query;
    return [{ operation, path, method, request, body: JSON.parse(request.body.toString()) as JsonValue }];
  });
}

/** Where an operation is read that sends nothing but its path. */
function smallPathOf({ servedBy, basePath, operations }: Service): string[] {
  const small = operations.find(({ method, path }) => method === 'get' && !path.includes('{'));
  return small === undefined || servedBy !== 'sandbox' ? [] : [basePath + small.path];
}

/** @returns the longest time of a call, until the signal */
async function probeWhile(signal: AbortSignal, probe: () => Promise<number>): Promise<number> {
  let slowest = 0;
  while (!signal.aborted) {
    slowest = Math.max(slowest, await probe());
    await sleep(PROBE_EVERY);
  }
  return slowest;
}

async function timeOf(url: string, init: RequestInit): Promise<number> {
  const begun = performance.now();
  await (await fetch(url, init)).arrayBuffer();
  return performance.now() - begun;
}

function withMember(body: JsonValue, write: () => string): string {
  const [before] = JSON.stringify(isObject(body) ? body : {}).split(/\}$/);
  return `${before}${before === '{' ? '' : ','}"zz":${write()}}`;
}

function list(length: number, item: (index: number) => string, [open, close]: string): string {
  return `${open}${Array.from({ length }, (_, index) => item(index)).join(',')}${close}`;
}

function firstText(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  for (const part of partsOf(value)) {
    const found = firstText(part);
    if (found !== null) return found;
  }
  return null;
}

function firstList(value: JsonValue): JsonValue[] | null {
  if (Array.isArray(value)) return value;
  for (const part of partsOf(value)) {
    const found = firstList(part);
    if (found !== null) return found;
  }
  return null;
}

function partsOf(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value as JsonObject).filter((part) => part !== undefined) : [];
}
