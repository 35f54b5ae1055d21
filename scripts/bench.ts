import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { measureLargeBodies } from './bench/large-bodies.ts';
import { type Compared, measureLargeSpec } from './bench/large-spec.ts';
import { measureManyServices, measureRing } from './bench/many-services.ts';
import { measureBuild, measurePlatform } from './bench/platform.ts';
import { measureStateful, measureWorlds } from './bench/stateful.ts';
import { type Contender, measureThroughput } from './bench/throughput.ts';
import { commandLine } from './command-line.ts';

const SIZES = [50, 200, 1200];
const progress = (line: string) => console.log(`  ${line}`);

const USE = `Use: npm run bench
     npm run bench -- --worlds
     npm run bench -- --large [--spec <openapi file>]
     npm run bench -- --bodies [--specs-dir <folder>]
The second measures only calls that change worlds, and what worlds cost. The third measures check, diff and new-service --from on a large spec, by default a generated one, beside Redocly's commands;
then the reading of a ring of 400 schemas, and sandbox and portal with 300 services. The fourth sends bodies of nearly 1 MB to every operation, and measures how long others wait.`;
const { read, wrongUse } = commandLine(USE);
const {
  large,
  worlds,
  spec,
  bodies,
  'specs-dir': specsDir,
} = read({
  options: {
    large: { type: 'boolean', default: false },
    worlds: { type: 'boolean', default: false },
    spec: { type: 'string' },
    bodies: { type: 'boolean', default: false },
    'specs-dir': { type: 'string' },
  },
}).values;
if (spec !== undefined && !large) wrongUse('--spec is for --large.');
if (specsDir !== undefined && !bodies) wrongUse('--specs-dir is for --bodies.');
if (large) {
  const compared = await measureLargeSpec(spec === undefined ? null : resolve(spec), progress);
  console.table(comparedRows(compared));
  const [check, diff] = compared.map(({ ours, peer }) => (peer === null ? null : ours.cpuSeconds / peer.cpuSeconds));
  progress('reading a ring of 400 schemas');
  const ring = await measureRing();
  console.table({
    'check, × redocly lint, CPU': row(check ?? null, '≤ 1.5', 2),
    'diff, × redocly diff, CPU': row(diff ?? null, '≤ 2', 2),
    'ring of 400 schemas, CPU seconds to read': row(ring, '≤ 5', 1),
  });
  const many = await measureManyServices(progress);
  console.log(`\n${many.services} services, ${many.operations} operations\n`);
  console.table({
    'sandbox ready after, s': row(many.readySeconds, '≤ 20', 1),
    'memory of the sandbox, MB': row(many.memoryMb, '≤ 2000'),
    'portal built after, s': row(many.buildSeconds, '≤ 180'),
    'memory of the build, MB': row(many.buildPeakMb, '≤ 2000'),
    'catalogue page, kB gzip': row(many.cataloguePageKb, '≤ 130'),
  });
  process.exit(0);
}
// Servers that were started end with this process, and a signal lets it end as it should.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
console.log(
  `Measuring on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}. This takes about ${worlds || bodies ? 'three' : 'eight'} minutes.`,
);
if (bodies) {
  const kinds = await measureLargeBodies(specsDir === undefined ? null : resolve(specsDir), progress);
  const rows = kinds.map(({ kind, slowestProbe, memoryMb, slowestOperation, ...counts }): [string, object] => [
    kind,
    {
      ...counts,
      'slowest call of others, ms': Math.round(slowestProbe),
      'memory, MB more': memoryMb === null ? '–' : Math.round(memoryMb),
      'while sent to': slowestOperation,
    },
  ]);
  console.log('Goals: no call of others over 100 ms, no more than 200 MB, none failed');
  console.table(Object.fromEntries(rows));
  process.exit(0);
}
if (worlds) {
  console.table(await worldRows());
  process.exit(0);
}
const [first = 50, ...others] = SIZES;
const contenders = await measureThroughput(first, progress);
const flat: { operations: number; callsPerSecond: number }[] = [];
for (const operations of others) {
  const results = await measureThroughput(operations, progress);
  flat.push({ operations, callsPerSecond: rate(results, 'sandbox') });
}
const ofWorlds = await worldRows();
progress('building the portal');
const build = await measureBuild();
progress('starting the platform');
const platform = await measurePlatform();

const bare = rate(contenders, 'bare node:http');
const prism = rate(contenders, 'Prism CLI');
console.log(`\n${first} operations; the sandbox checks key, quota and request, and logs the call\n`);
console.table(
  Object.fromEntries(
    contenders.map(({ name, callsPerSecond, p99, failed }) => [
      name,
      {
        'calls/s': Math.round(callsPerSecond),
        'p99 ms': p99,
        failed,
        'of bare node': `${Math.round((callsPerSecond / bare) * 100)} %`,
        '× Prism CLI': Number((callsPerSecond / prism).toFixed(1)),
      },
    ]),
  ),
);
console.table({
  'sandbox calls/s, 50 operations': row(rate(contenders, 'sandbox'), '≥ 8000'),
  ...Object.fromEntries(
    flat.map(({ operations, callsPerSecond }) => [
      `sandbox calls/s, ${operations} operations`,
      row(callsPerSecond, 'as with 50'),
    ]),
  ),
  'sandbox ready after, s': row(platform.readySeconds, '≤ 5', 1),
  'memory of the running platform, MB': row(platform.memoryMb, '≤ 400'),
  'first visit to a reference page, kB gzip': row(platform.pageKb, '≤ 90'),
  [`build of ${build.pages} pages, s`]: row(build.seconds, '≤ 60', 1),
  'memory of the build, MB': row(build.peakMb, '≤ 1500'),
});

console.table(ofWorlds);

async function worldRows(): Promise<Record<string, object>> {
  progress('calls that change worlds');
  const calls = await measureStateful(progress);
  progress('a large world, and many small ones');
  const costs = await measureWorlds();
  const ratio = (part: number, whole: number) => (part / whole) * 100;
  return {
    'transfers/s, acknowledged when on the disk': row(calls.transfersPerSecond, '—'),
    'of bare node:http at 64 connections, %': row(ratio(calls.transfersPerSecond, calls.barePerSecond), '≥ 15'),
    'p99 of a transfer, ms': row(calls.transferP99, '—'),
    'calls without state, beside worlds, % of those without any': row(
      ratio(calls.besideWorldsPerSecond, calls.withoutWorldsPerSecond),
      '≥ 85',
    ),
    'reads of a world, % of the same from examples': row(ratio(calls.readsPerSecond, calls.examplesPerSecond), '—'),
    'failed calls': row(calls.failed, '0'),
    [`opening a world of ${costs.objects} objects, ms`]: row(costs.openMs, '≤ 50', 1),
    'listing it, ms': row(costs.listMs, '≤ 20', 1),
    [`memory of ${costs.teams} small worlds, MB`]: row(costs.smallWorldsMb, '≤ 200'),
  };
}

function comparedRows(compared: Compared[]): Record<string, object> {
  const rows = compared.flatMap(({ ours, peer }) =>
    [ours, ...(peer === null ? [] : [peer])].map(({ name, seconds, cpuSeconds, peakMb }): [string, object] => [
      name,
      {
        seconds: Number(seconds.toFixed(1)),
        'CPU seconds': Number(cpuSeconds.toFixed(1)),
        'peak MB': Math.round(peakMb),
        ...(name === ours.name &&
          peer !== null && { '× peer, CPU': Number((cpuSeconds / peer.cpuSeconds).toFixed(2)) }),
      },
    ]),
  );
  return Object.fromEntries(rows);
}

function rate(results: Contender[], name: string): number {
  return results.find((contender) => contender.name === name)?.callsPerSecond ?? 0;
}

function row(value: number | null, goal: string, decimals = 0) {
  return { measured: value === null ? 'not told by this system' : Number(value.toFixed(decimals)), goal };
}
