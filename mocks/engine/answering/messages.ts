import type { MockAnswer } from '../index.ts';
import type { MockRequest } from '../mock-service.ts';

/** What the answering process is given. */
export interface Job {
  /** Number of the catalogue, which holds one service. */
  catalogue: number;
  /** Whether the process gets the catalogue with this job: the pieces sent before it. */
  isNew: boolean;
  /** Number of a catalogue that is no longer needed. */
  forget: number | null;
  request: MockRequest;
  /** Whether the request is only to be checked where it fits its spec: the world is not in this process. */
  fromWorld: boolean;
}

/** A piece of the JSON of the catalogue that the next job is of; a large text in one would keep the sender busy. */
export interface Piece {
  piece: string;
}

/** What the answering process says: what it begins, and in the end the answer. */
export type Report =
  | { state: State }
  | { state: 'answered'; answer: Omit<MockAnswer, 'operation'> }
  /** `request`: what was sent, as JSON. */
  | { state: 'checked'; request: string };

export type State = 'starting' | 'compiling' | 'checking';
