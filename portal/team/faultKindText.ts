import { translate } from '@docusaurus/Translate';
import type { FaultKind } from './worldModel.ts';

/** What goes wrong with a fault, in words. */
export function faultKindText(kind: FaultKind): string {
  switch (kind) {
    case 'latency':
      return translate({ id: 'world.latency', message: 'The response comes late' });
    case 'timeout':
      return translate({ id: 'world.timeout', message: 'Time-out after the call was carried out' });
    case 'error':
      return translate({ id: 'world.error', message: 'An error; the call is not carried out' });
    case 'connection-reset':
      return translate({ id: 'world.connectionReset', message: 'Connection reset after the call was carried out' });
    case 'partial-body':
      return translate({ id: 'world.partialBody', message: 'Half a body, after the call was carried out' });
    case 'stuck-pending':
      return translate({ id: 'world.stuckPending', message: 'What waits for its time stays pending' });
  }
}
