import type { Route } from '../route.ts';
import { advanceClock } from './advance-clock/handler.ts';
import { createEvent } from './create-event/handler.ts';
import { createFault } from './create-fault/handler.ts';
import { createKey } from './create-key/handler.ts';
import { createPerson } from './create-person/handler.ts';
import { createSession } from './create-session/handler.ts';
import { createSnapshot } from './create-snapshot/handler.ts';
import { createTeam } from './create-team/handler.ts';
import { createWebhookEndpoint } from './create-webhook-endpoint/handler.ts';
import { deleteFault } from './delete-fault/handler.ts';
import { deleteSnapshot } from './delete-snapshot/handler.ts';
import { deleteWebhookEndpoint } from './delete-webhook-endpoint/handler.ts';
import { endSession } from './end-session/handler.ts';
import { getClock } from './get-clock/handler.ts';
import { getObject } from './get-object/handler.ts';
import { getPersonChoices } from './get-person-choices/handler.ts';
import { getTeam } from './get-team/handler.ts';
import { getUsage } from './get-usage/handler.ts';
import { getWebhookDelivery } from './get-webhook-delivery/handler.ts';
import { getWebhookEndpoint } from './get-webhook-endpoint/handler.ts';
import { getWorld } from './get-world/handler.ts';
import { listDemoTimeline } from './list-demo-timeline/handler.ts';
import { listEvents } from './list-events/handler.ts';
import { listFaults } from './list-faults/handler.ts';
import { listKeys } from './list-keys/handler.ts';
import { listObjects } from './list-objects/handler.ts';
import { listPendingEvents } from './list-pending-events/handler.ts';
import { listPeople } from './list-people/handler.ts';
import { listPersonas } from './list-personas/handler.ts';
import { listRequests } from './list-requests/handler.ts';
import { listResources } from './list-resources/handler.ts';
import { listSnapshots } from './list-snapshots/handler.ts';
import { listTeams } from './list-teams/handler.ts';
import { listTimeline } from './list-timeline/handler.ts';
import { listWebhookDeliveries } from './list-webhook-deliveries/handler.ts';
import { listWebhookEndpoints } from './list-webhook-endpoints/handler.ts';
import { listWebhookMessages } from './list-webhook-messages/handler.ts';
import { resendWebhookMessage } from './resend-webhook-message/handler.ts';
import { resetWorld } from './reset-world/handler.ts';
import { restoreSharedSnapshot } from './restore-shared-snapshot/handler.ts';
import { restoreSnapshot } from './restore-snapshot/handler.ts';
import { revokeKey } from './revoke-key/handler.ts';
import { rotateKey } from './rotate-key/handler.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret/handler.ts';
import { sendTestMessage } from './send-test-message/handler.ts';
import { shareSnapshot } from './share-snapshot/handler.ts';
import { updateEvent } from './update-event/handler.ts';
import { updateObject } from './update-object/handler.ts';
import { updateWebhookEndpoint } from './update-webhook-endpoint/handler.ts';

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
  getWorld,
  resetWorld,
  shareSnapshot,
  restoreSharedSnapshot,
  listPeople,
  createPerson,
  getPersonChoices,
  getClock,
  advanceClock,
  listResources,
  listObjects,
  getObject,
  updateObject,
  listTimeline,
  listPendingEvents,
  listDemoTimeline,
  listSnapshots,
  createSnapshot,
  restoreSnapshot,
  deleteSnapshot,
  listFaults,
  createFault,
  deleteFault,
  listWebhookEndpoints,
  createWebhookEndpoint,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  sendTestMessage,
  listWebhookMessages,
  resendWebhookMessage,
  listWebhookDeliveries,
  getWebhookDelivery,
];
