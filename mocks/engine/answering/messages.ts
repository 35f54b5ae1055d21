import type { MockAnswer } from '../index.ts';
import type { MockRequest } from '../mock-service.ts';

/** What the answering process is given. */
export interface Job {
  /** Number of the catalogue, which holds one service. */
  catalogue: number;
  /** The catalogue as JSON where the process does not have it yet. */
  data: string | null;
  /** Number of a catalogue that is no longer needed. */
  forget: number | null;
  request: MockRequest;
  /** Whether the request is only to be checked where it fits its spec: the world is not in this process. */
  fromWorld: boolean;
}

/** What the answering process says: what it begins, and in the end the answer. */
export type Report =
  | { state: State }
  | { state: 'answered'; answer: Omit<MockAnswer, 'operation'> }
  /** `request`: what was sent, as JSON. */
  | { state: 'checked'; request: string };

export type State = 'starting' | 'compiling' | 'checking';
