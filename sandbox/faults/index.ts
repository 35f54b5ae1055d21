export {
  DISTRIBUTIONS,
  delayOf,
  FAULT_KINDS,
  FAULT_STATUSES,
  type Fault,
  type FaultChoice,
  type FaultKind,
  isUsedUp,
  MAX_DELAY,
} from './fault.ts';
export { type Faults, openFaults, TooManyFaults } from './faults.ts';
