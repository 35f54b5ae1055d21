import { readFile } from 'node:fs/promises';

/** Milliseconds of one tick in which Linux counts the time of processes. */
const TICK = 10;
/** How much longer than its time a process may take on a machine that has others to serve. */
const GRACE_FACTOR = 15;

/**
 * Calls back once a process has worked for so many milliseconds, and at the latest after {@link GRACE_FACTOR} times as long: a busy
 * machine must not make a good request a bad one. Where the system does not tell how long a process has worked, time is time.
 * @returns what calls it off
 */
export function afterWork(pid: number | undefined, milliseconds: number, done: () => void): () => void {
  const before = workOf(pid);
  const latest = performance.now() + milliseconds * GRACE_FACTOR;
  let isOff = false;
  let timer = setTimeout(look, milliseconds);
  async function look(): Promise<void> {
    const [from, to] = await Promise.all([before, workOf(pid)]);
    if (isOff) return;
    const rest = from === null || to === null ? 0 : milliseconds - (to - from);
    if (rest <= 0 || performance.now() >= latest) done();
    else timer = setTimeout(look, Math.max(rest, TICK));
  }
  return () => {
    isOff = true;
    clearTimeout(timer);
  };
}

/** Milliseconds that a process has worked; `null` where the system does not tell. */
async function workOf(pid: number | undefined): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name, in brackets, may hold spaces; user and system time are the 12th and 13th behind it.
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return user === undefined || system === undefined ? null : (user + system) * TICK;
}
