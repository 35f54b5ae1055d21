import type { ArazzoStep } from '@dpi/specs/arazzo';
import type { ClockStep } from '@dpi/specs/model';

/** What the page of a journey knows of one of its steps, besides the page of its operation. */
export interface StepOnPage extends ArazzoStep {
  /** ID of the journey. */
  journey: string;
  id: string;
  /** Of the operation: upper case, and with its parameters in braces. */
  method: string;
  path: string;
  /** Of the operation's reference page, without a locale prefix. */
  page: string;
  /** Name of the example that the step sends. */
  example: string;
  clock: ClockStep | null;
  browserPage: string | null;
}

/** Every step of a journey, in order, for what is said about others. */
export interface ListedStep {
  id: string;
  title: string;
}

/** What sending a step needs. */
export interface StepOfJourney {
  step: StepOnPage;
  /** All steps of the journey. */
  steps: ListedStep[];
  /** IDs of the steps that take outputs of this one. */
  followers: string[];
}
