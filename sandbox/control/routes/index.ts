import type { Route } from '../route.ts';
import { createEvent } from './create-event/handler.ts';
import { createKey } from './create-key/handler.ts';
import { createSession } from './create-session/handler.ts';
import { createTeam } from './create-team/handler.ts';
import { endSession } from './end-session/handler.ts';
import { getTeam } from './get-team/handler.ts';
import { getUsage } from './get-usage/handler.ts';
import { listEvents } from './list-events/handler.ts';
import { listKeys } from './list-keys/handler.ts';
import { listPersonas } from './list-personas/handler.ts';
import { listRequests } from './list-requests/handler.ts';
import { listTeams } from './list-teams/handler.ts';
import { revokeKey } from './revoke-key/handler.ts';
import { rotateKey } from './rotate-key/handler.ts';
import { updateEvent } from './update-event/handler.ts';

/** Every operation of the control API. */
export const routes: Route[] = [
  createTeam,
  listTeams,
  getTeam,
  createSession,
  endSession,
  listKeys,
  createKey,
  rotateKey,
  revokeKey,
  getUsage,
  listRequests,
  listEvents,
  createEvent,
  updateEvent,
  listPersonas,
];
