/** MB that the running platform may take. */
const MAX_MEMORY = 400;
/** Part by which memory and handles may differ from their median once it is warm. */
const FLAT = 0.1;
/** Handles by which they may differ besides: the load itself opens and closes connections. */
const HANDLES_OF_LOAD = 32;
/** MB on the disk: the request log may take 512, its journal and the quota some more, the registry a little for each team. */
const MAX_DISK = 560;
const DISK_FOR_TEAM = 0.008;
/** Milliseconds within which 99 of 100 probes must be answered. */
const MAX_PROBE_P99 = 100;
/** Part of the calls that were due which must have been sent: below that the rate was not what it says. */
const MIN_SENT = 0.99;

/** What a soak measured; series are taken after the warm-up, in order. */
export interface SoakRun {
  /** MB. */
  memory: (number | null)[];
  handles: (number | null)[];
  disk: number[];
  /** Milliseconds. */
  probeP99: number;
  due: number;
  sent: number;
  lost: number;
  serverErrors: number;
  /** Other unexpected answers. */
  unexpected: number;
  malformedWrong: number;
  tellingLines: number;
  hasEnded: boolean;
  /** Whether worlds were whole after their process was killed. */
  keepsWorlds: boolean;
  teams: number;
}

export interface Bound {
  what: string;
  measured: string;
  bound: string;
  /** `null` where the system does not tell. */
  holds: boolean | null;
}

/** Whether each bound holds. */
export function judge(run: SoakRun): Bound[] {
  const disk = Math.max(...run.disk);
  const maxDisk = MAX_DISK + run.teams * DISK_FOR_TEAM;
  return [
    { what: 'platform', measured: run.hasEnded ? 'ended' : 'runs', bound: 'runs', holds: !run.hasEnded },
    {
      what: 'worlds after kill -9',
      measured: run.keepsWorlds ? 'whole' : 'changes lost',
      bound: 'whole',
      holds: run.keepsWorlds,
    },
    atMost('memory, MB', known(run.memory), MAX_MEMORY),
    flat('memory, change', known(run.memory)),
    flat('handles, change', known(run.handles), HANDLES_OF_LOAD),
    { what: 'disk, MB', measured: disk.toFixed(0), bound: `≤ ${maxDisk.toFixed(0)}`, holds: disk <= maxDisk },
    none('unexpected 5xx', run.serverErrors),
    none('other unexpected answers', run.unexpected),
    none('calls without an answer', run.lost),
    none('malformed requests answered with 5xx or not ended', run.malformedWrong),
    none('log lines with a secret or a stack', run.tellingLines),
    atMost('probe p99, ms', [run.probeP99], MAX_PROBE_P99),
    {
      what: 'calls sent of those due',
      measured: `${((100 * run.sent) / Math.max(1, run.due)).toFixed(1)} %`,
      bound: `≥ ${MIN_SENT * 100} %`,
      holds: run.sent >= run.due * MIN_SENT,
    },
  ];
}

function known(values: (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function atMost(what: string, values: number[], most: number): Bound {
  if (values.length === 0) return unknown(what, `≤ ${most}`);
  const measured = Math.max(...values);
  return { what, measured: measured.toFixed(0), bound: `≤ ${most}`, holds: measured <= most };
}

/** Largest and smallest value, against the median of all. @param slack by which they may differ in any case */
function flat(what: string, values: number[], slack = 0): Bound {
  const bound = `± ${FLAT * 100} %${slack === 0 ? '' : ` ± ${slack}`}`;
  const median = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (median === undefined) return unknown(what, bound);
  const most = FLAT + slack / median;
  const above = Math.max(...values) / median - 1;
  const below = 1 - Math.min(...values) / median;
  const measured = `+${(above * 100).toFixed(1)} % −${(below * 100).toFixed(1)} %`;
  return { what, measured, bound, holds: above <= most && below <= most };
}

function none(what: string, count: number): Bound {
  return { what, measured: String(count), bound: '0', holds: count === 0 };
}

function unknown(what: string, bound: string): Bound {
  return { what, measured: 'not reported by this system', bound, holds: null };
}
