/**
 * Milliseconds that this thread has been computing: how long something takes on a busy machine, too. Tests tell with it what
 * ends from what never does; how fast things are is measured by the bench.
 */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
