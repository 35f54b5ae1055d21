import { StoreError, TooManyPeople, TooManySnapshots, WorldFull } from '@dpi/mocks';
import { ProblemError } from '@dpi/specs/problem';
import { TooManyFaults } from '../faults/index.ts';
import { RegistryWriteError } from '../registry/index.ts';
import { TooManyDeliveries, TooManyEndpoints, WrongTarget } from '../webhooks/index.ts';
import { wrongUrl } from './webhook-input.ts';

/** Turns whatever a handler or Express threw into a problem; `null` where it is a failure of ours. */
export function problemOf(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof WorldFull) return new ProblemError('world-full', { id: 'control.world.full' });
  if (error instanceof TooManySnapshots) {
    const values = { limit: error.most };
    return new ProblemError('snapshot-limit-reached', { id: 'control.world.too-many-snapshots', values });
  }
  if (error instanceof TooManyPeople) {
    const values = { limit: error.most };
    return new ProblemError('people-limit-reached', { id: 'control.world.too-many-people', values });
  }
  if (error instanceof RegistryWriteError || error instanceof StoreError) {
    return new ProblemError('storage-unavailable', { id: 'control.not-saved' }, { headers: { 'Retry-After': '5' } });
  }
  if (error instanceof TooManyDeliveries) {
    const values = { limit: error.most };
    return new ProblemError('delivery-limit-reached', { id: 'control.webhook.too-many-deliveries', values });
  }
  if (error instanceof TooManyFaults) {
    const values = { limit: error.most };
    return new ProblemError('fault-limit-reached', { id: 'control.faults.too-many', values });
  }
  if (error instanceof WrongTarget) return wrongUrl(error.fault);
  if (error instanceof TooManyEndpoints) {
    const values = { limit: error.most };
    return new ProblemError('endpoint-limit-reached', { id: 'control.webhook.too-many-endpoints', values });
  }
  // Express throws this for a path parameter that is not correctly percent-encoded.
  if (error instanceof URIError) return new ProblemError('request-malformed', { id: 'control.wrong-percent' });
  return null;
}
