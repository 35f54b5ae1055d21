import type { Message } from '@dpi/specs/texts';

/** One way in which an answer is not what the spec promises. */
export interface Difference {
  /** `status`, `content type`, `header Location`, `answer`, or a JSON Pointer into the body. */
  at: string;
  /** The same in words of the report's language. */
  place: string;
  message: string;
}

/** A difference that is not yet said in a language. */
export interface FoundDifference {
  /** As in {@link Difference}. */
  at: string;
  message: Message;
}

/** One request and what became of it. */
export interface CaseResult {
  /** What the case belongs to: an operation, or a journey. */
  group: string;
  /** Name of the example. */
  name: string;
  title: string;
  /** `POST /verifications`. */
  call: string;
  outcome: 'conforms' | 'differs' | 'skipped';
  /** Status of the answer; `null` where there was none. */
  status: number | null;
  /** Empty unless the outcome is `differs`. */
  differences: Difference[];
  /** Why it was skipped, and what does not count against the server. */
  notes: string[];
  durationMs: number;
}

/** What checking a server against its spec gave, in one language. */
export interface ConformanceReport {
  /** BCP 47. */
  locale: string;
  service: { id: string; version: string; title: string; release: string };
  server: string;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  cases: CaseResult[];
  /** Why it was ended early; `null`: every case had its turn. */
  stopped: string | null;
  /** Whether something was sent and every answer was as promised. */
  conforms: boolean;
}

export function countOutcomes(cases: CaseResult[]): Record<CaseResult['outcome'], number> {
  const counts = { conforms: 0, differs: 0, skipped: 0 };
  for (const { outcome } of cases) counts[outcome] += 1;
  return counts;
}
