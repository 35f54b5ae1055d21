import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MockEngine, teamOfWorld, worldOfTeam } from '@dpi/mocks';
import { countryFiles } from '@dpi/specs/country-files';
import type { Catalogue } from '@dpi/specs/model';
import { openPlatformTexts } from '@dpi/specs/texts';
import express from 'express';
import { openActivity } from './activity/index.ts';
import { CallerKeys, createCallerTokens } from './caller/index.ts';
import { type CitizenPages, createCitizenPages } from './citizen/index.ts';
import type { Config } from './config.ts';
import { createControl } from './control/index.ts';
import { ShareCodes } from './control/share-code.ts';
import { openFaults } from './faults/index.ts';
import { Gateway } from './gateway/index.ts';
import { createLogins, LoginStore, openLoginKeys } from './login/index.ts';
import { createMcp } from './mcp/index.ts';
import { createDownloads, type Downloads, type ReadTranslation } from './pages/downloads.ts';
import { createPortal, type Portal } from './pages/portal.ts';
import { securityTxt } from './pages/security-txt.ts';
import { createShortcuts, type Shortcuts } from './pages/shortcuts.ts';
import { createUpstreams } from './proxy/index.ts';
import { openQuota } from './quota/index.ts';
import { ensureOpenEvent, openRegistry, type Registry } from './registry/index.ts';
import { clientAddress } from './server/client-address.ts';
import { createHttpServer, type Timeouts } from './server/http-server.ts';
import { listen } from './server/listen.ts';
import type { Log } from './server/log.ts';
import { createMetrics } from './server/metrics.ts';
import { Organisers } from './server/organisers.ts';
import { createRouter } from './server/router.ts';
import { createProblemSender, type ProblemSender } from './server/send-problem.ts';
import { openWebhooks, Relay } from './webhooks/index.ts';

export { type Config, ConfigError, readConfig } from './config.ts';
export { makeDataFolder } from './data-folder.ts';
export { DEMO_KEY } from './gateway/presented-key.ts';
export { createLog, type Log } from './server/log.ts';

export interface SandboxOptions {
  config: Config;
  catalogue: Catalogue;
  mocks: MockEngine;
  /** Folder of the built portal; `null` while it is being built. */
  portalDir: string | null;
  /** Reads a service in another language, for its downloads; it is asked once for each. */
  readTranslation: ReadTranslation;
  log: Log;
  timeouts?: Timeouts & { upstream?: number; shutdown?: number };
}

export interface Sandbox {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  url: string;
  /** The open event's join code. */
  joinCode: string;
  portal: Pick<Portal, 'ready' | 'building' | 'live'>;
  /** Calls from now on are answered for this catalogue by these mocks; those under way end as they began. */
  replace(catalogue: Catalogue, mocks: MockEngine): void;
  /**
   * Takes no more connections, finishes what is under way, saves, and ends.
   * @param drain milliseconds before that, in which it goes on answering, says that it is not ready, and asks callers to leave
   */
  close(drain?: number): Promise<void>;
}

/** Milliseconds that calls under way have to finish at a shutdown. */
const SHUTDOWN_TIMEOUT = 10_000;

/**
 * Starts everything that answers HTTP, on one port.
 * @throws ConfigError where the address cannot be had or the data folder cannot be made, RegistryOpenError where the data folder cannot be used
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

/** Everything that is made of one state of the specs. It is replaced as a whole, so that no answer mixes two states. */
interface Current {
  catalogue: Catalogue;
  mocks: MockEngine;
  problems: ProblemSender;
  gateway: Gateway;
  downloads: Downloads;
  shortcuts: Shortcuts;
  citizenPages: CitizenPages;
}

async function startWith(registry: Registry, options: SandboxOptions): Promise<Sandbox> {
  const { config, portalDir, readTranslation, log, timeouts = {} } = options;
  const { publicUrl } = config;
  const { title } = options.catalogue.country;
  const texts = await openPlatformTexts(countryFiles(config.specsDir ?? undefined));
  const problems: ProblemSender = {
    send: (...problem) => current.problems.send(...problem),
    sendAndClose: (...problem) => current.problems.sendAndClose(...problem),
    writeTo: (...problem) => current.problems.writeTo(...problem),
    document: (...problem) => current.problems.document(...problem),
    languageFor: (accepted) => current.problems.languageFor(accepted),
    write: (...problem) => current.problems.write(...problem),
    format: (...message) => texts.format(...message),
  };
  const onTrouble = (what: string, error: unknown) => log.error({ err: error }, what);
  const addressOf = (req: IncomingMessage) => clientAddress(req, config.trustProxy);
  const organisers = new Organisers({
    adminToken: config.adminToken,
    addressOf,
    onGuess: (what, address) => log.warn({ address }, what),
  });

  const event = await ensureOpenEvent(registry, { ...config, name: title });
  const activity = await openActivity({ dataDir: config.dataDir, onTrouble });
  const quota = await openQuota({
    dataDir: config.dataDir,
    perHour: { demo: config.demoQuotaPerHour, anonymous: config.anonymousQuotaPerHour },
    onTrouble,
  });
  const login = {
    store: new LoginStore(join(config.dataDir, 'login.sqlite')),
    keys: await openLoginKeys(config.dataDir),
    texts,
  };
  const webhooks = await openWebhooks({
    dataDir: config.dataDir,
    isLocal: isLoopback(config.host),
    allowedNetworks: config.webhookAllowedNetworks,
    onTrouble,
  });
  const faults = await openFaults(config.dataDir);
  const metrics = createMetrics();
  const callerKeys = await CallerKeys.open(config.dataDir, onTrouble);
  const callers = createCallerTokens(callerKeys, publicUrl);
  const upstreams = createUpstreams(config.upstreams, callers, problems, timeouts.upstream);
  const portal = createPortal(problems, options.catalogue.country, publicUrl, config.offlinePages);
  if (portalDir !== null) await portal.ready(portalDir);

  const assemble = (catalogue: Catalogue, mocks: MockEngine): Current => {
    const problems = createProblemSender(catalogue, texts, publicUrl);
    const gateway = new Gateway({
      catalogue,
      mocks,
      logins: createLogins(catalogue, {
        ...login,
        publicUrl,
        onTrouble,
        peopleOfTeam: async (team) => {
          const isTeam = mocks.worlds !== null && (await registry.findTeam(team)) !== undefined;
          return isTeam ? mocks.worlds.people(worldOfTeam(team)) : [];
        },
      }),
      upstreams,
      registry,
      quota,
      activity,
      faults,
      problems,
      publicUrl,
      addressOf: ({ req }) => addressOf(req),
      onCall: metrics.count,
      onTrouble,
    });
    return {
      catalogue,
      mocks,
      problems,
      gateway,
      downloads: createDownloads({ catalogue, publicUrl, problems, texts, readTranslation }),
      shortcuts: createShortcuts(catalogue),
      citizenPages: createCitizenPages({
        catalogue,
        mocks,
        registry,
        organisers,
        quota,
        activity,
        problems,
        texts,
        publicUrl,
        secret: login.keys.cookies[0] ?? '',
        addressOf,
      }),
    };
  };
  let current = assemble(options.catalogue, options.mocks);
  current.mocks.worlds?.hold((world, service, version) => {
    const team = teamOfWorld(world);
    return team !== null && faults.isStuck(team, service, version);
  });
  const relay = new Relay(() => current.mocks.worlds, webhooks, onTrouble);

  let closing = false;
  const mcp = createMcp({
    country: () => current.catalogue.country,
    search: (text, prefix) => portal.find(text, prefix),
    platform: (req, res) => router(req, res),
    problems,
    publicUrl,
  });
  const router = createRouter({
    mcp,
    gateway: (exchange) => current.gateway.answer(exchange),
    downloads: () => current.downloads,
    shortcuts: () => current.shortcuts,
    citizenPages: () => current.citizenPages,
    securityTxt: () => {
      const { securityContact, locales } = current.catalogue.country;
      return securityTxt({ contact: config.securityContact ?? securityContact, locales, publicUrl });
    },
    callerKeys: () => callerKeys.published,
    control: express()
      .disable('x-powered-by')
      .use(
        '/api/v1',
        createControl({
          registry,
          activity,
          personas: () => current.catalogue.personas,
          services: () => current.catalogue.services,
          worlds: () => current.mocks.worlds,
          webhooks,
          faults,
          shareCodes: new ShareCodes(login.keys.cookies[0] ?? ''),
          wakeWorld: (team) => relay.wake(team),
          problems,
          quota,
          organisers,
          config,
          onTrouble,
          addressOf,
        }),
      ),
    portal,
    metrics: config.metricsPort === null ? metrics : null,
    organisers,
    isClosing: () => closing,
    isWritable: () => registry.isWritable(),
    problems,
    onTrouble,
  });
  const main = createHttpServer(router, problems, timeouts, publicUrl);
  const url = await listen(main.server, 'PORT', config.port, config.host);
  const servers = [main];
  if (config.metricsPort !== null) {
    const scraped = createHttpServer((_req, res) => {
      metrics.text().then(
        (text) => res.setHeader('Content-Type', metrics.contentType).end(text),
        () => res.writeHead(500).end(),
      );
    }, problems);
    await listen(scraped.server, 'METRICS_PORT', config.metricsPort, config.host);
    servers.push(scraped);
  }
  log.info({ url, ...counts(options.catalogue) }, 'The sandbox answers');

  let closed: Promise<void> | null = null;
  const close = async (drain: number) => {
    closing = true;
    log.info({}, 'The sandbox is stopping');
    for (const server of servers) server.drain();
    portal.close();
    if (drain > 0) await sleep(drain);
    await Promise.all(servers.map((server) => server.stop(timeouts.shutdown ?? SHUTDOWN_TIMEOUT)));
    upstreams.close();
    callerKeys.close();
    relay.close();
    await webhooks.close();
    faults.close();
    await activity.close();
    await quota.close();
    login.store.close();
    await registry.close();
    log.info({}, 'The sandbox has stopped');
  };
  return {
    url,
    joinCode: event.joinCode,
    portal,
    replace(catalogue, mocks) {
      current = assemble(catalogue, mocks);
      log.info(counts(catalogue), 'The catalogue was replaced');
    },
    close(drain = 0) {
      closed ??= close(drain);
      return closed;
    },
  };
}

/** Whether only programs of the same machine can reach an address that is listened on. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function counts({ services, broken }: Catalogue): object {
  return { services: services.length, broken: broken.length };
}
