import { loadCatalogue } from '@dpi/specs';
import { startMisbehavingUpstream } from '../sandbox/testing/misbehaving-upstream.ts';
import { commandLine } from './command-line.ts';
import { judge } from './soak/bounds.ts';
import { Calls } from './soak/calls.ts';
import { HostileSockets } from './soak/hostile-sockets.ts';
import { keepsWorlds } from './soak/kill-worlds.ts';
import { Latencies } from './soak/latencies.ts';
import { Load } from './soak/load.ts';
import { type Sample, startPlatform } from './soak/platform.ts';
import { Teams } from './soak/teams.ts';

const USE = 'Use: npm run soak [-- --minutes 30] [--rate 1000] [--seed <number>]';
const PROBE_EVERY = 100;
const SAMPLE_EVERY = 1000;
/** Samples in a line of progress; a point of the series is their mean, because memory goes up and down with every collection. */
const SAMPLES_IN_LINE = 10;
/** Part of the time for which nothing is held to a bound. */
const WARM_UP = 1 / 3;
/** Malformed requests and slow clients of each kind, for a rate of 1,000 calls a second. */
const MALFORMED_PER_SECOND = 5;
const SLOW_CLIENTS = 30;
/** How often a process with worlds is killed, for a time of 30 minutes, and at least. */
const KILLS = 100;
const MIN_KILLS = 4;
/** Milliseconds that calls under way have at the end. */
const LAST_ANSWERS = 50_000;

const { read, wrongUse } = commandLine(USE);
const { values } = read({
  options: { minutes: { type: 'string' }, rate: { type: 'string' }, seed: { type: 'string' } },
});
const minutes = number('minutes', values.minutes, 30);
const rate = number('rate', values.rate, 1000);
const seed = Math.floor(number('seed', values.seed, Date.now() % 1_000_000));

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const kills = Math.min(KILLS, Math.max(MIN_KILLS, Math.round((minutes / 30) * KILLS)));
console.log(`Killing a process ${kills} times during calls of 50 teams`);
const hasKeptWorlds = await keepsWorlds(kills);
console.log('Starting the platform and building its pages');
const catalogue = await loadCatalogue();
const platform = await startPlatform((await startMisbehavingUpstream()).url);
const teams = await Teams.open(platform.port, platform.joinCode, platform.adminToken);
const calls = new Calls(catalogue, teams, seed);
const load = new Load(platform.port);
const probes = new Load(platform.port);
const hostile = new HostileSockets(platform.port);
console.log(
  `${rate} calls/s for ${minutes} min over ${calls.operations} operations, seed ${seed}. The same again: npm run soak -- --minutes ${minutes} --rate ${rate} --seed ${seed}`,
);

const begun = performance.now();
const end = begun + minutes * 60_000;
const warm = begun + minutes * 60_000 * WARM_UP;
const points: Sample[] = [];
const recent: Sample[] = [];
const recentProbes = new Latencies();
const warmProbes = new Latencies();
hostile.sendMalformed(calls.probe(), seed, (MALFORMED_PER_SECOND * rate) / 1000);
hostile.keepSlowClients(SLOW_CLIENTS);
const probing = setInterval(async () => {
  const took = await probes.send(calls.probe());
  if (took === null) return;
  recentProbes.add(took);
  if (performance.now() > warm) warmProbes.add(took);
}, PROBE_EVERY);
const sampling = setInterval(() => {
  // One that fails is seen in the bounds: the platform has ended.
  sample().catch(() => undefined);
}, SAMPLE_EVERY);
await load.run(
  rate,
  () => calls.next(),
  () => performance.now() > end || platform.hasEnded(),
);
clearInterval(probing);
clearInterval(sampling);
const due = Math.floor(((performance.now() - begun) / 1000) * rate);
hostile.close();
const patience = performance.now() + LAST_ANSWERS;
while (load.underWay + probes.underWay > 0 && performance.now() < patience && !platform.hasEnded()) {
  await new Promise((done) => setTimeout(done, 100));
}
report();
load.close();
probes.close();
await platform.stop();
process.exit();

async function sample(): Promise<void> {
  recent.push(await platform.sample());
  if (recent.length < SAMPLES_IN_LINE) return;
  const point = meanOf(recent.splice(0));
  if (performance.now() > warm) points.push(point);
  const clock = new Date(performance.now() - begun).toISOString().slice(11, 19);
  console.log(
    [
      clock,
      `${(load.answered / 1000).toFixed(0)}k answers`,
      `${teams.joined} teams`,
      `memory ${shown(point.rss)} MB (heap ${shown(point.heap)})`,
      `handles ${shown(point.handles)}`,
      `disk ${shown(point.disk)} MB`,
      `cpu ${shown(point.cpu)} s`,
      `loop ≤ ${shown(point.loopDelay)} ms`,
      `probe p50 ${recentProbes.quantile(0.5).toFixed(1)} p99 ${recentProbes.quantile(0.99).toFixed(0)} ms`,
      `lost ${load.lost + probes.lost}`,
      `unexpected ${load.serverErrors + load.otherUnexpected}`,
    ].join('  '),
  );
  recentProbes.clear();
}

function report(): void {
  const { counts } = hostile;
  const bounds = judge({
    memory: points.map(({ rss }) => rss),
    handles: points.map(({ handles }) => handles),
    disk: points.map(({ disk }) => disk),
    probeP99: warmProbes.quantile(0.99),
    due,
    sent: load.sent,
    lost: load.lost + probes.lost + load.underWay,
    serverErrors: load.serverErrors + probes.serverErrors,
    unexpected: load.otherUnexpected + probes.otherUnexpected,
    malformedWrong: counts.wrong.length,
    tellingLines: platform.tellingLines().length,
    hasEnded: platform.hasEnded(),
    keepsWorlds: hasKeptWorlds,
    teams: teams.joined,
  });
  console.log(
    `\n${load.sent} calls, ${counts.malformed} malformed requests, ${counts.slow} slow clients, ${teams.joined} new teams; the platform logged ${platform.logLines()} lines\n`,
  );
  console.table(
    Object.fromEntries(
      [...load.byKind].map(([kind, { calls, latencies }]) => [
        kind,
        {
          calls,
          'p50 ms': Number(latencies.quantile(0.5).toFixed(1)),
          'p99 ms': Number(latencies.quantile(0.99).toFixed(0)),
        },
      ]),
    ),
  );
  console.table(
    Object.fromEntries(
      bounds.map(({ what, measured, bound, holds }) => [
        what,
        { measured, bound, holds: holds === null ? '—' : holds ? 'yes' : 'NO' },
      ]),
    ),
  );
  for (const [line, times] of [...load.unexpected, ...probes.unexpected]) console.log(`Unexpected ${times} ×: ${line}`);
  for (const wrong of counts.wrong) console.log(`Malformed request, seed ${seed}: ${wrong}`);
  for (const line of platform.tellingLines().slice(0, 5)) console.log(`Log: ${line.slice(0, 300)}`);
  const isHeld = bounds.every(({ holds }) => holds !== false);
  console.log(isHeld ? '\nAll bounds hold.' : '\nNot all bounds hold.');
  process.exitCode = isHeld ? 0 : 1;
}

function meanOf(samples: Sample[]): Sample {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const known = (values: (number | null)[]) => (values.includes(null) ? null : mean(values as number[]));
  return {
    rss: known(samples.map(({ rss }) => rss)),
    handles: known(samples.map(({ handles }) => handles)),
    heap: mean(samples.map(({ heap }) => heap)),
    disk: Math.max(...samples.map(({ disk }) => disk)),
    cpu: Math.max(...samples.map(({ cpu }) => cpu)),
    loopDelay: Math.max(...samples.map(({ loopDelay }) => loopDelay)),
  };
}

function shown(value: number | null): string {
  return value === null ? '?' : value.toFixed(0);
}

function number(name: string, value: string | undefined, byDefault: number): number {
  if (value === undefined) return byDefault;
  const read = Number(value);
  if (!(read > 0 && read <= 1_000_000)) wrongUse(`--${name} is "${value}", but must be a number above 0.`);
  return read;
}
