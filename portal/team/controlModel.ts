/** What the control API sends, as far as the team pages use it. Times are ISO 8601. */

import type { FaultKind } from './worldModel.ts';

export interface Team {
  id: string;
  name: string;
}

export interface TeamEvent {
  id: string;
  name: string;
  status: 'open' | 'closed';
  quotaPerSecond: number;
  quotaPerHour: number;
}

export interface OwnTeam {
  team: Team;
  event: TeamEvent;
}

export interface Key {
  id: string;
  label: string;
  /** The first letters of the key. */
  start: string;
  status: 'active' | 'expired' | 'revoked';
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
}

export interface NewKey extends Key {
  /** The key itself: in this answer, and never again. */
  secret: string;
}

export interface JoinedTeam extends OwnTeam {
  key: NewKey;
  recoveryCode: string;
}

export interface QuotaLeft {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

export interface Usage {
  calls: number;
  failed: number;
  quota: { perSecond: QuotaLeft; perHour: QuotaLeft };
  /** Hours with calls, oldest first. */
  hours: HourUsage[];
  services: { service: string; version: string; calls: number; failed: number }[];
  statuses: { status: number; calls: number }[];
}

export interface HourUsage {
  hour: string;
  calls: number;
  failed: number;
}

export interface Call {
  id: string;
  correlationId: string | null;
  keyId: string;
  at: string;
  service: string;
  version: string;
  operationId: string | null;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  example: string | null;
  /** Set where the mock answered although no example fits the request. */
  fallback: { kind: string; nearest: string | null; differences: { in: string; path: string }[] } | null;
  /** The condition of the service that refused it. */
  rule: { name: string; because: string | null } | null;
  /** The fault that it met. */
  fault: { id: string; kind: FaultKind } | null;
  /** How many objects of the team's world it changed. */
  changedObjects: number;
  problem: { type: string; title: string; detail: string } | null;
  violations: { in: string; path: string; message: string }[];
}

export interface Page<Item> {
  items: Item[];
  page: { nextCursor: string | null; hasMore: boolean };
}
