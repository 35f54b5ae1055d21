import { type Fault, isUsedUp } from '../faults/index.ts';

/** A fault as it is answered. */
export function shownFault(fault: Fault) {
  const { teamId: _, createdAt, ...shown } = fault;
  return { ...shown, active: !isUsedUp(fault), createdAt: new Date(createdAt).toISOString() };
}
