import type { RequestValues } from './requestValues.ts';

/** A call made from this page, to look back at or repeat. */
export interface PastCall {
  id: number;
  at: Date;
  method: string;
  url: string;
  /** Status, or what kept an answer from coming. */
  outcome: number | string;
  duration: number;
  values: RequestValues;
  /** Operation id: only its own page can fill in the values again. */
  operation: string;
  /** Path of the operation's page. */
  page: string;
}

const MOST = 10;

/** Kept as long as the site stays open: page changes do not lose it, and nothing of it is stored. */
let calls: PastCall[] = [];

/** The calls with a new one first, the oldest dropped. */
export function addCall(call: Omit<PastCall, 'id'>): PastCall[] {
  const id = 1 + (calls[0]?.id ?? 0);
  calls = [{ ...call, id }, ...calls].slice(0, MOST);
  return calls;
}

export function pastCalls(): PastCall[] {
  return calls;
}
