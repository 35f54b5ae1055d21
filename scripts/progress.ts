const FIRST_MS = 5_000;
const EVERY_MS = 15_000;

export interface Progress {
  /** Says what is being done now. */
  step(line: string): void;
  /** Ends it; a terminal has the line for itself again. */
  end(): void;
}

/**
 * Shows what a command is doing, and for how long, on the error stream: on a terminal in one line that is written over, in a log
 * in a line now and then, the first after five seconds. A short command leaves no trace in a log.
 */
export function startProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let line = '';
  let since = performance.now();
  let isDue = false;
  const seconds = () => Math.round((performance.now() - since) / 1000);
  const shown = () => (seconds() < 2 ? line : `${line}, ${seconds()} s`);
  const rewrite = () => {
    if (line !== '') stream.write(`\r\u001b[K${shown().slice(0, Math.max(20, stream.columns ?? 80) - 1)}`);
  };
  const log = () => {
    if (line !== '') stream.write(`${shown()}\n`);
    isDue = true;
  };
  const timers = stream.isTTY ? [setInterval(rewrite, 1000)] : [setTimeout(log, FIRST_MS), setInterval(log, EVERY_MS)];
  for (const timer of timers) timer.unref();
  return {
    step(next) {
      const isSame = withoutCount(next) === withoutCount(line);
      line = next;
      if (!isSame) since = performance.now();
      if (stream.isTTY) rewrite();
      // A log that has begun says each step, but not each of a hundred services.
      else if (isDue && !isSame) stream.write(`${line}\n`);
    },
    end() {
      for (const timer of timers) clearInterval(timer);
      if (stream.isTTY && line !== '') stream.write('\r\u001b[K');
      line = '';
    },
  };
}

function withoutCount(line: string): string {
  return line.replace(/\d+/g, '');
}
