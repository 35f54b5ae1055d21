import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Assessment, BrokenService, Catalogue, Finding, Service } from '@dpi/specs/model';
import { fromReading, type ReadCatalogue, toReading } from './read-catalogue.ts';
import { reloadReport, scoreReport, translationReport } from './report.ts';

const DIR = `${process.cwd()}/specs`;

function service(id: string, title = id, score: number | null = null): Service {
  const assessment: Assessment | null =
    score === null ? null : { score, cap: null, categories: [], losses: [], waivers: [] };
  return { id, version: 'v1', title, layer: null, document: {}, assessment } as unknown as Service;
}

function finding(service: string, message: string, severity: Finding['severity'] = 'error'): Finding {
  const file = `${service}/openapi.yaml`;
  return { severity, rule: 'r', service, file, line: 3, column: 1, message, hint: 'Mend it.' };
}

function broken(id: string): BrokenService {
  return { id, version: 'v1', file: `${id}/v1/openapi.yaml`, findings: [finding(`${id}/v1`, 'Not YAML.')] };
}

/** Reads one catalogue after another as the processes do. */
function readings(
  ...states: { services: Service[]; broken?: BrokenService[]; findings?: Finding[] }[]
): ReadCatalogue[] {
  let last: ReadCatalogue | null = null;
  return states.map(({ services, broken = [], findings = broken.flatMap(({ findings }) => findings) }, index) => {
    const next = { services, broken, findings, layers: [], guideline: [], hash: String(index) } as unknown as Catalogue;
    const sent = structuredClone(toReading(next, last?.digests ?? {}));
    last = fromReading(sent, last?.catalogue ?? null);
    return last;
  });
}

function report(...states: Parameters<typeof readings>): string[] {
  const [before, now] = readings(...states).slice(-2);
  assert.ok(before && now);
  return reloadReport(before, now, DIR, 0.25);
}

test('a reload is one line that names what changed', () => {
  const land = service('land');
  const states = [{ services: [land, service('tax')] }, { services: [land, service('tax', 'Taxes'), service('sky')] }];
  assert.deepEqual(report(...states), ['Reloaded tax/v1. New: sky/v1. (0.3 s)']);
  assert.deepEqual(report({ services: [land] }, { services: [] }), ['Gone: land/v1. (0.3 s)']);
  assert.deepEqual(report({ services: [land] }, { services: [land] }), ['Reloaded what the services share. (0.3 s)']);
});

test('many changes are counted', () => {
  const all = (title: string) => ({ services: ['a', 'b', 'c', 'd', 'e'].map((id) => service(id, title)) });
  assert.deepEqual(report(all('one'), all('two')), ['Reloaded 5 services. (0.3 s)']);
});

test('a spec that becomes unreadable is told with its place; the service stays, and comes back in one line', () => {
  const states = [{ services: [service('land')] }, { services: [], broken: [broken('land')] }];
  assert.deepEqual(report(...states), [
    'land/v1 cannot be read. The last valid version stays.',
    '  specs/land/v1/openapi.yaml:3  Not YAML.',
    '    Mend it.',
  ]);
  const [, kept] = readings(...states);
  assert.deepEqual(
    kept?.catalogue.services.map(({ id }) => id),
    ['land'],
  );
  assert.deepEqual(kept?.catalogue.broken, []);
  assert.deepEqual(report(...states, { services: [service('land', 'Land')] }), ['Readable again: land/v1. (0.3 s)']);
});

test('a new spec that cannot be read is listed as unreadable', () => {
  const [line] = report({ services: [] }, { services: [], broken: [broken('land')] });
  assert.equal(line, 'land/v1 cannot be read. It is listed as unreadable.');
});

test('faults are told once, when they are new', () => {
  const before = { services: [service('land')], findings: [finding('land/v1', 'Old fault.')] };
  const now = { services: [service('land', 'Land')], findings: [...before.findings, finding('land/v1', 'New fault.')] };
  const lines = report(before, now);
  assert.deepEqual(lines.slice(1), ['  specs/land/v1/openapi.yaml:3  New fault.', '    Mend it.']);
});

test('a service that did not change is the very same object, so that its mocks are taken over', () => {
  const [before, now] = readings({ services: [service('land')] }, { services: [service('land'), service('tax')] });
  assert.ok(before && now);
  assert.equal(now.catalogue.services[0], before.catalogue.services[0]);
});

test('a new score is told, with new errors only', () => {
  const [before, now] = readings(
    { services: [service('land', 'one', 90), service('tax', 'tax', 80)] },
    { services: [service('land', 'two', 85), service('tax', 'tax', 80)] },
  );
  assert.ok(before && now);
  const findings = [finding('land/v1', 'Worse.'), finding('land/v1', 'A matter of taste.', 'warning')];
  const scored = { ...now, catalogue: { ...now.catalogue, findings } };
  assert.deepEqual(scoreReport(before, scored, DIR), [
    'land/v1: score 90 → 85',
    '  specs/land/v1/openapi.yaml:3  Worse.',
    '    Mend it.',
  ]);
});

test('a translation that cannot be read is told, and that its pages stay', () => {
  const [read] = readings({ services: [service('land')] });
  assert.ok(read);
  const before = { hashes: ['a', 'b'], unreadable: [], findings: [] };
  const now = { hashes: ['a', 'c'], unreadable: ['land/v1'], findings: [finding('land/v1', 'No overlay.')] };
  assert.deepEqual(translationReport(before, now, read, DIR, 0.1), [
    'Reloaded translations. (0.1 s)',
    'Translation not readable, pages stay as they were: land/v1.',
    '  specs/land/v1/openapi.yaml:3  No overlay.',
    '    Mend it.',
  ]);
});
