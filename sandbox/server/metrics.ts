import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Figures for Prometheus. */
export interface Metrics {
  /** @param service id of a service in the catalogue, or empty: callers must not be able to make up labels */
  count(service: string, status: number, durationMs: number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // Counted in plain maps, because labels cost a microsecond at every call; Prometheus' own counter is filled when read.
  const counts = new Map<string, Map<number, number>>();
  new Counter({
    name: 'sandbox_calls_total',
    help: 'Calls to the sandbox by service and status',
    labelNames: ['service', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [service, statuses] of counts) {
        for (const [status, calls] of statuses) this.inc({ service, status }, calls);
      }
    },
  });
  const duration = new Histogram({
    name: 'sandbox_call_duration_seconds',
    help: 'Time from reading a call to writing its answer',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5, 30],
    registers: [registry],
  });

  return {
    contentType: registry.contentType,
    count(service, status, durationMs) {
      let statuses = counts.get(service);
      if (statuses === undefined) {
        statuses = new Map();
        counts.set(service, statuses);
      }
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      duration.observe(durationMs / 1000);
    },
    text: () => registry.metrics(),
  };
}
