import type { IncomingMessage } from 'node:http';
import type { MakeProblem } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import type { Awaitable, Registry } from '../registry/registry.ts';

/** What the control API is made of. */
export interface ControlOptions {
  registry: Registry;
  activity: ActivityReader;
  catalogue: Pick<Catalogue, 'personas'>;
  problem: MakeProblem;
  quota: QuotaReader;
  config: ControlConfig;
  /** Where failures go that a caller cannot act on. */
  log: { error(details: object, message: string): void };
  /** The address that joins are counted by; by default the one that connected. */
  addressOf?: (request: IncomingMessage) => string;
}

export interface ControlConfig {
  /** Where the platform is reached, without a slash at the end. */
  publicUrl: string;
  adminToken: string;
  joinsPerMinute: number;
  /** For an event that names no quota of its own. */
  quotaPerSecond: number;
  quotaPerHour: number;
}

/** What a team has left. Reading takes nothing away. */
export interface QuotaReader {
  remaining(teamId: string, limits: QuotaLimits): Awaitable<QuotaState>;
}

export interface QuotaLimits {
  quotaPerSecond: number;
  quotaPerHour: number;
}

export interface QuotaState {
  perSecond: { limit: number; remaining: number; resetSeconds: number };
  perHour: { limit: number; remaining: number; resetSeconds: number };
}

/** What the platform remembers of a team's calls. */
export interface ActivityReader {
  usage(teamId: string): Awaitable<Usage>;
  /** Newest first. `cursor` is the `nextCursor` of the page before; one that is not known any more begins again. */
  requests(teamId: string, page: { cursor: string | null; limit: number; failed: boolean }): Awaitable<CallPage>;
}

export interface Usage {
  calls: number;
  /** Calls answered with 400 or above. */
  failed: number;
  /** The last 48 hours with calls, oldest first; `hour` is the ISO time at which it began. */
  hours: { hour: string; calls: number; failed: number }[];
  services: { service: string; version: string; calls: number; failed: number }[];
  statuses: { status: number; calls: number }[];
}

export interface CallPage {
  items: Call[];
  nextCursor: string | null;
}

/** One call to the sandbox, without its body. */
export interface Call {
  /** The call's `X-Request-Id`. */
  id: string;
  teamId: string;
  keyId: string;
  /** ISO 8601. */
  at: string;
  service: string;
  version: string;
  operationId: string | null;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  example: string | null;
  problem: { type: string; title: string; detail: string } | null;
  violations: { in: string; path: string; message: string }[];
}
