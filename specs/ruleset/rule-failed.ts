/** Id of the finding that a rule failed, or the check of a whole spec. It is no rule of the guideline. */
export const RULE_FAILED = 'rule-failed';

/** Why nothing is known of a spec. */
export type SpecFailureReason = 'spec' | 'slow' | 'busy' | 'ended';
