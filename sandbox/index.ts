import type { IncomingMessage } from 'node:http';
import type { MockEngine } from '@dpi/mocks';
import { problemMaker } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import express from 'express';
import { openActivity } from './activity/index.ts';
import type { Config } from './config.ts';
import { createControl } from './control/index.ts';
import { createGateway } from './gateway/index.ts';
import { makeToken } from './keys/index.ts';
import { createDownloads } from './pages/downloads.ts';
import { createPortal, type Portal } from './pages/portal.ts';
import { createUpstreams } from './proxy/index.ts';
import { createQuota } from './quota/index.ts';
import { ensureOpenEvent, openRegistry, type Registry } from './registry/index.ts';
import { isBearer } from './server/bearer.ts';
import { clientAddress } from './server/client-address.ts';
import { createHttpServer, type Timeouts } from './server/http-server.ts';
import { listen } from './server/listen.ts';
import { createMetrics } from './server/metrics.ts';
import { createRouter } from './server/router.ts';

export { type Config, ConfigError, readConfig } from './config.ts';
export { DEMO_KEY } from './gateway/presented-key.ts';
export { createLog } from './server/log.ts';

/** Where happenings go that people who run the platform should see; a pino logger is one. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface SandboxOptions {
  config: Config;
  catalogue: Catalogue;
  mocks: MockEngine;
  /** Folder of the built portal; `null` while it is being built. */
  portalDir: string | null;
  log: Log;
  timeouts?: Timeouts & { upstream?: number; shutdown?: number };
}

export interface Sandbox {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  url: string;
  /** The open event's join code. */
  joinCode: string;
  portal: Pick<Portal, 'ready' | 'building'>;
  /** Takes no more requests, finishes those under way, saves, and ends. */
  close(): Promise<void>;
}

/** Milliseconds that calls under way have to finish at a shutdown. */
const SHUTDOWN_TIMEOUT = 10_000;

/**
 * Starts everything that answers HTTP, on one port.
 * @throws ConfigError where the address cannot be had, RegistryOpenError where the data folder cannot be used
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const registry = await openRegistry(options.config);
  try {
    return await startWith(registry, options);
  } catch (error) {
    await registry.close();
    throw error;
  }
}

async function startWith(registry: Registry, options: SandboxOptions): Promise<Sandbox> {
  const { config, catalogue, mocks, portalDir, log, timeouts = {} } = options;
  const { publicUrl } = config;
  const makeProblem = problemMaker(catalogue.problems, publicUrl);
  const onTrouble = (what: string, error: unknown) => log.error({ err: error }, what);
  const addressOf = (req: IncomingMessage) => clientAddress(req, config.trustProxy);
  // Without a token nobody is an organiser: nobody knows this one.
  const adminToken = config.adminToken ?? makeToken();

  const event = await ensureOpenEvent(registry, { ...config, name: catalogue.country.title });
  const activity = await openActivity({ dataDir: config.dataDir, onTrouble });
  const quota = createQuota(config.demoQuotaPerHour);
  const metrics = createMetrics();
  const upstreams = createUpstreams(config.upstreams, makeProblem, timeouts.upstream);
  const portal = createPortal(makeProblem, catalogue.country.title);
  if (portalDir !== null) await portal.ready(portalDir);

  let closing = false;
  const router = createRouter({
    gateway: createGateway({
      catalogue,
      mocks,
      upstreams,
      registry,
      quota,
      activity,
      makeProblem,
      publicUrl,
      addressOf: ({ req }) => addressOf(req),
      onCall: metrics.count,
      onTrouble,
    }),
    control: express()
      .disable('x-powered-by')
      .use(
        '/api/v1',
        createControl({
          registry,
          activity,
          catalogue,
          problem: makeProblem,
          quota,
          config: { ...config, adminToken },
          onTrouble,
          addressOf,
        }),
      ),
    downloads: createDownloads(catalogue, publicUrl),
    portal,
    metrics: config.metricsPort === null ? metrics : null,
    isOrganiser: ({ headers }) => isBearer(headers.authorization, adminToken),
    isClosing: () => closing,
    makeProblem,
    onTrouble,
  });
  const main = createHttpServer(router, makeProblem, timeouts);
  const url = await listen(main.server, 'PORT', config.port, config.host);
  const stops = [main.stop];
  if (config.metricsPort !== null) {
    const scraped = createHttpServer((_req, res) => {
      metrics.text().then(
        (text) => res.setHeader('Content-Type', metrics.contentType).end(text),
        () => res.writeHead(500).end(),
      );
    }, makeProblem);
    await listen(scraped.server, 'METRICS_PORT', config.metricsPort, config.host);
    stops.push(scraped.stop);
  }
  log.info({ url, services: catalogue.services.length, broken: catalogue.broken.length }, 'The sandbox answers');

  let closed: Promise<void> | null = null;
  const close = async () => {
    closing = true;
    log.info({}, 'The sandbox is stopping');
    await Promise.all(stops.map((stop) => stop(timeouts.shutdown ?? SHUTDOWN_TIMEOUT)));
    upstreams.close();
    await activity.close();
    await registry.close();
    log.info({}, 'The sandbox has stopped');
  };
  return {
    url,
    joinCode: event.joinCode,
    portal,
    close() {
      closed ??= close();
      return closed;
    },
  };
}
