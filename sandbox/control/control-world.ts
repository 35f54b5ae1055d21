import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Catalogue, Persona } from '@dpi/specs/model';
import { openPlatformTexts } from '@dpi/specs/texts';
import express from 'express';
import { readProblems } from '../../specs/catalogue/problems.ts';
import { type Activity, type Call, openActivity } from '../activity/index.ts';
import { type Faults, openFaults } from '../faults/index.ts';
import { openQuota } from '../quota/index.ts';
import { ensureOpenEvent, openRegistry, type Registry } from '../registry/index.ts';
import { Organisers } from '../server/organisers.ts';
import { createProblemSender } from '../server/send-problem.ts';
import { openWebhooks, type Webhooks } from '../webhooks/index.ts';
import { type ControlOptions, createControl } from './index.ts';
import { ShareCodes } from './share-code.ts';

export const ADMIN_TOKEN = 'an-admin-token-for-tests';
export const JOIN_CODE = '4XKD-9T2M';
export const PUBLIC_URL = 'http://portal.test';

export const PERSONAS: Persona[] = ['rahima-begum', 'karim-mia', 'nasrin-akter'].map((id, index) => ({
  id,
  name: id,
  summary: 'Somebody',
  purpose: 'A case',
  identifiers: { nid: `999999000${index}` },
  facts: {},
}));

const PROBLEMS = await readProblems(join(import.meta.dirname, '../../specs/problems.yaml'), 'en', ['en', 'bn']);
const COUNTRY = { locales: [{ id: 'en' }, { id: 'bn' }] } as Catalogue['country'];
const TEXTS = await openPlatformTexts();

/** An answer, read to its end. */
export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Joined {
  team: { id: string; name: string };
  key: { id: string; secret: string; label: string };
  token: string;
  recoveryCode: string;
}

/** Sends requests to a control API that is served for one test. */
export interface World {
  url: string;
  registry: Registry;
  activity: Activity;
  webhooks: Webhooks;
  faults: Faults;
  troubles: unknown[];
  send<Body = unknown>(method: string, path: string, how?: How): Promise<Answer<Body>>;
  /** Joins the open event under a name of its own. */
  join(name?: string): Promise<Joined>;
  /** Puts a call into the team's log. */
  record(call: Partial<Call> & { teamId: string }): void;
}

export interface How {
  token?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  raw?: NonNullable<RequestInit['body']>;
}

/** Serves the control API at `/api/v1` of a free port, over a registry of its own, until the test ends. */
export async function controlWorld(
  context: TestContext,
  change: Partial<ControlOptions> & { settings?: Partial<ControlOptions['config']>; adminToken?: string | null } = {},
): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 'control-'));
  const troubles: unknown[] = [];
  const onTrouble = (what: string, error: unknown) => void troubles.push([what, error]);
  const registry = await openRegistry({ dataDir });
  const activity = await openActivity({ dataDir, onTrouble });
  const quota = await openQuota({ dataDir, perHour: { demo: 60, anonymous: 600 }, onTrouble });
  const webhooks = await openWebhooks({ dataDir, isLocal: true, onTrouble });
  const faults = await openFaults(dataDir);
  await ensureOpenEvent(registry, { name: 'Test event', joinCode: JOIN_CODE, quotaPerSecond: 50, quotaPerHour: 5000 });
  const { settings, adminToken = ADMIN_TOKEN, ...options } = change;
  const control = createControl({
    registry,
    activity,
    personas: () => PERSONAS,
    services: () => [],
    worlds: () => null,
    webhooks,
    faults,
    shareCodes: new ShareCodes('secret'),
    wakeWorld: async () => {},
    problems: createProblemSender({ country: COUNTRY, problems: PROBLEMS, locale: 'en' }, TEXTS, PUBLIC_URL),
    quota,
    organisers: new Organisers({
      adminToken,
      addressOf: ({ socket }) => socket.remoteAddress ?? '',
      onGuess: (what, address) => void troubles.push([what, address]),
    }),
    config: {
      publicUrl: PUBLIC_URL,
      joinsPerMinute: 600,
      quotaPerSecond: 50,
      quotaPerHour: 5000,
      ...settings,
    },
    onTrouble,
    ...options,
  });
  const server = createServer(express().disable('x-powered-by').use('/api/v1', control)).listen(0, '127.0.0.1');
  context.after(async () => {
    server.closeAllConnections();
    server.close();
    await activity.close();
    await quota.close();
    await webhooks.close();
    faults.close();
    await registry.close();
    await rm(dataDir, { recursive: true });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  let names = 0;

  const world: World = {
    url,
    registry,
    activity,
    webhooks,
    faults,
    troubles,
    async send<Body>(method: string, path: string, { token, headers = {}, json, raw }: How = {}) {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: json === undefined ? (raw ?? null) : JSON.stringify(json),
      });
      const text = await response.text();
      const body = (text === '' ? undefined : JSON.parse(text)) as Body;
      return { status: response.status, headers: response.headers, body };
    },
    async join(name = `Team ${++names}`) {
      const { status, body } = await world.send<Joined>('POST', '/teams', { json: { joinCode: JOIN_CODE, name } });
      if (status !== 201) throw new Error(`Joining failed: ${JSON.stringify(body)}`);
      return body;
    },
    record(call) {
      activity.record({
        id: 'request-1',
        correlationId: null,
        isDeadKey: false,
        keyId: 'key_0000000000000000',
        at: Date.now(),
        service: 'nid-verification',
        version: 'v1',
        operationId: 'verifyIdentity',
        method: 'POST',
        path: '/sandbox/nid-verification/v1/verifications',
        status: 200,
        durationMs: 1.5,
        example: null,
        fallback: null,
        rule: null,
        fault: null,
        isForced: false,
        changedObjects: 0,
        problem: null,
        violations: [],
        ...call,
      });
    },
  };
  return world;
}
